"""`Gui.Snippet`: the HTML that a shop puts into its page as it stands.

It holds the customer's page of this checkout in a frame, and `window.scoApi`: `setCheckoutEnabled(false)` suspends the
checkout while the shop updates it from its server, and `setCheckoutEnabled(true)` resumes it and shows what stands.
Both answer a promise of the fresh state.
"""

import html
import json
from urllib.parse import quote

from fastapi import Request

_SNIPPET = """<div id="svea-checkout-container" style="width:100%">
<iframe id="svea-checkout-iframe" title="Checkout" src="@PAGE@" style="width:100%;height:720px;border:0" \
allow="payment"></iframe>
<script>
(function () {
  var shopper = @SHOPPER@, frame = document.getElementById("svea-checkout-iframe");
  var origin = new URL(shopper).origin;
  function ask(what) {
    return fetch(shopper + "/" + what, { method: "POST" }).then(function (answer) {
      return answer.json().then(function (said) {
        if (!answer.ok) { throw new Error(said.detail); }
        frame.contentWindow.postMessage("tillroll:show", origin);
        return said;
      });
    });
  }
  window.scoApi = {
    setCheckoutEnabled: function (enabled) { return ask(enabled ? "resume" : "suspend"); }
  };
  window.addEventListener("message", function (event) {
    if (event.origin === origin && event.data && event.data.tillrollHeight > 0) {
      frame.style.height = event.data.tillrollHeight + "px";
    }
  });
})();
</script>
</div>"""


class Addresses:
    """Where this server is reached: at its public address, or as the request has reached it."""

    def __init__(self, public_address: str | None) -> None:
        self._public_address = public_address

    def of(self, request: Request) -> str:
        """Scheme and host, without a slash at the end."""
        return self._public_address or str(request.base_url).rstrip("/")

    def snippet(self, request: Request, public_token: str) -> str:
        """The snippet of the checkout with this public token."""
        shopper = f"{self.of(request)}/shopper/{quote(public_token, safe='')}"
        in_script = json.dumps(shopper).replace("<", "\\u003c")
        return _SNIPPET.replace("@PAGE@", html.escape(f"{shopper}/page")).replace(
            "@SHOPPER@", in_script
        )
