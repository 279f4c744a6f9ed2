// The entry of the script. It defines the element before it first waits for anything, because the guard against a
// second copy asks whether the element is defined. On a server that writes pages there are no elements; loaded there,
// the script does nothing. No other module does anything when it is loaded.

import { define } from "./element.js";
import { offerUpgrade } from "./hooks.js";

if (typeof customElements !== "undefined" && !customElements.get("machi-plan")) {
  define();
  offerUpgrade();
}
