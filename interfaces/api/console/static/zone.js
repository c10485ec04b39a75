// The time zone of the browser goes with the sign-in. Without this script, times are in UTC.
const field = document.querySelector("[data-zone]");
if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
