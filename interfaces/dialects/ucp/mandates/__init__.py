"""AP2 mandates: the shop signs its checkouts, and a platform proves that the buyer has authorised one."""
