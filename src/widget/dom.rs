//! Small helpers over `web-sys`, and what `host.js` lends: trusted markup, the live region, the clipboard.

use crate::list::List;
use maud::Markup;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Node, TreeWalker};

#[wasm_bindgen]
extern "C" {
    /// Replaces the inside of an element by markup of ours, through the one Trusted Types policy.
    #[wasm_bindgen(js_namespace = host, js_name = markup)]
    fn set_markup_text(element: &Element, markup: &str);

    /// What has the focus in the document, or in the shadow root, of an element.
    #[wasm_bindgen(js_namespace = host, js_name = focused)]
    fn focused(element: &Element) -> Option<Element>;

    /// The address of the page, whole.
    #[wasm_bindgen(js_namespace = host, js_name = address)]
    pub(super) fn address() -> String;

    /// Gives the page another address; with `add` the way back leads to the present one.
    #[wasm_bindgen(js_namespace = host, js_name = go)]
    pub(super) fn go(address: &str, add: bool);

    /// Says a sentence in a live region once typing rests.
    #[wasm_bindgen(js_namespace = host, js_name = speak)]
    pub(super) fn speak(live: &Element, sentence: &str);

    /// Says something in the console, for who keeps the page.
    #[wasm_bindgen(js_namespace = console)]
    pub(super) fn warn(text: &str);

    /// Copies a text and tells the host's widget whether that worked.
    #[wasm_bindgen(js_namespace = host, js_name = copy)]
    pub(super) fn copy(host: &HtmlElement, item: &str, text: &str);

    /// Gives the browser a file to save.
    #[wasm_bindgen(js_namespace = host, js_name = download)]
    pub(super) fn download(name: &str, mime: &str, bytes: &[u8]);

    /// The index of the point of a chart that is nearest to the tap that is being handled.
    #[wasm_bindgen(js_namespace = host, js_name = nearest)]
    pub(super) fn nearest_point(chart: &Element) -> u32;

    /// A drawing of the page as a file of its own, in light colours.
    #[wasm_bindgen(js_namespace = host, js_name = drawing)]
    pub(super) fn drawing(svg: &Element) -> String;

    /// A new element, made in the document of another.
    #[wasm_bindgen(js_namespace = host, js_name = made)]
    pub(super) fn made(near: &Element) -> Element;

    /// A walk through the text nodes of an element.
    #[wasm_bindgen(js_namespace = host, js_name = texts)]
    pub(super) fn texts(element: &Element) -> TreeWalker;

    /// Adds a range of a text node to a list.
    #[wasm_bindgen(js_namespace = host, js_name = addMark)]
    pub(super) fn add_mark(marked: &js_sys::Array, text: &Node, from: u32, to: u32);

    /// Sends an event that bubbles from an element; its detail is what the JSON text says.
    #[wasm_bindgen(js_namespace = host, js_name = send)]
    pub(super) fn send(host: &HtmlElement, name: &str, detail: &str);

    /// An error that the page is told of.
    #[wasm_bindgen(js_namespace = host, js_name = problem)]
    pub(super) fn problem(code: &str, message: &str) -> JsValue;

    /// Shows ranges of text as hits of the search; `hits` are those of one host.
    #[wasm_bindgen(js_namespace = host, js_name = mark)]
    pub(super) fn set_marks(host: &HtmlElement, hits: &js_sys::Array);
}

/// Replaces the inside of an element. Only typed markup gets here.
pub(super) fn set_markup(element: &Element, markup: Markup) {
    set_markup_text(element, &markup.into_string());
}

/// The one element of some markup, not in the page yet; made in the document of `near`.
pub(super) fn written(near: &Element, markup: Markup) -> Option<Element> {
    let holder = made(near);
    set_markup(&holder, markup);
    holder.first_element_child()
}

/// Every element below `root` that matches, in page order.
pub(super) fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    // Asking each what it is doubles the calls; a selector finds nothing but elements.
    (0..list.length()).filter_map(|at| Some(list.item(at)?.unchecked_into())).list()
}

/// The first element below `root` that matches.
pub(super) fn first(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}

/// The first element below `root` of a class.
pub(super) fn of_class(root: &Element, class: &str) -> Option<Element> {
    first(root, &format!(".{class}"))
}

/// Sets or takes away an attribute without a value.
pub(super) fn toggle(element: &Element, attribute: &str, on: bool) {
    if element.has_attribute(attribute) != on {
        let _ = element.toggle_attribute_with_force(attribute, on);
    }
}

/// Sets an attribute, or takes it away.
pub(super) fn set_attribute(element: &Element, attribute: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(attribute, value),
        None => element.remove_attribute(attribute),
    };
}

/// Gives the focus to an element without moving the page.
pub(super) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// What has the focus inside an element.
pub(super) fn focus_in(element: &Element) -> Option<Element> {
    focused(element).filter(|focused| element.contains(Some(focused)))
}

/// Whether the focus stands inside an element.
pub(super) fn has_focus(element: &Element) -> bool {
    focus_in(element).is_some()
}
