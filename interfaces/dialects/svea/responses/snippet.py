"""`Gui.Snippet`: the HTML that a shop embeds in its page.

It has the customer's page of this checkout in a frame, and `window.scoApi`: `setCheckoutEnabled(false)` suspends the
checkout while the shop updates it from its server, and `setCheckoutEnabled(true)` resumes it and shows the current
version. Both return a promise of the new state. Browsers permit both on the origins of the shop's own URIs only.
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
    var headers = { "Content-Type": "application/json" };
    return fetch(shopper + "/" + what, { method: "POST", headers: headers }).then(function (answer) {
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
    """The address of this server: its public address, or the address of the request."""

    def __init__(self, public_address: str | None) -> None:
        self._public_address = public_address

    def of(self, request: Request) -> str:
        """Return scheme and host, without a trailing slash."""
        return self._public_address or str(request.base_url).rstrip("/")

    def snippet(self, request: Request, public_token: str) -> str:
        """Render the snippet of the checkout with this public token."""
        shopper = f"{self.of(request)}/shopper/{quote(public_token, safe='')}"
        in_script = json.dumps(shopper).replace("<", "\\u003c")
        return _SNIPPET.replace("@PAGE@", html.escape(f"{shopper}/page")).replace(
            "@SHOPPER@", in_script
        )
