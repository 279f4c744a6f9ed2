// The script begins here. It defines the element before it first waits for anything: the guard against a second copy
// asks whether the element is defined. Loaded where there are no elements, as a server does that writes pages, it does
// nothing. No other module does anything when it is loaded.

import { define } from "./element.js";
import { offerUpgrade } from "./hooks.js";

if (typeof customElements !== "undefined" && !customElements.get("machi-plan")) {
  define();
  offerUpgrade();
}
