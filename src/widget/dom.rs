//! Small helpers over `web-sys`, and the functions of `host.js`: trusted markup, the live region, the clipboard.

use crate::list::List;
use crate::locale::{Locale, plain};
use crate::view::{finish, finish_text};
use maud::Markup;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// Replaces the content of an element by our own markup, through the one Trusted Types policy.
    #[wasm_bindgen(js_namespace = host, js_name = markup)]
    fn set_markup_text(element: &Element, markup: &str);

    /// The focused element in the document, or in the shadow root, of an element.
    #[wasm_bindgen(js_namespace = host, js_name = focused)]
    fn focused(element: &Element) -> Option<Element>;

    /// Gives the focus to an element that takes none by itself. When it leaves, the element is as it was.
    #[wasm_bindgen(js_namespace = host, js_name = focusOnce)]
    pub(super) fn focus_once(element: &Element);

    /// The whole address of the page.
    #[wasm_bindgen(js_namespace = host, js_name = address)]
    pub(super) fn address() -> String;

    /// Calls the host's widget once the reader stops typing, and before anything else is done, to write its address.
    #[wasm_bindgen(js_namespace = host, js_name = rest)]
    pub(super) fn rest(host: &HtmlElement);

    /// Changes the address of the page. With `add` the back button leads to the present one.
    #[wasm_bindgen(js_namespace = host, js_name = go)]
    pub(super) fn go(address: &str, add: bool);

    /// Writes a sentence into a live region once the reader stops typing.
    #[wasm_bindgen(js_namespace = host, js_name = speak)]
    fn speak_later(live: &Element, sentence: &str);

    /// Writes a warning into the console, for the people who keep the page.
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn warn_text(text: &str);

    /// Writes a note into the console.
    #[wasm_bindgen(js_namespace = console, js_name = info)]
    fn note_text(text: &str);

    /// Calls the host's widget until nothing is missing, as far as the browser is idle.
    #[wasm_bindgen(js_namespace = host, js_name = later)]
    pub(super) fn later(host: &HtmlElement);

    /// Copies a text and reports the result to the host's widget.
    #[wasm_bindgen(js_namespace = host, js_name = copy)]
    pub(super) fn copy(host: &HtmlElement, item: &str, text: &str);

    /// Whether the browser can give a link to another app.
    #[wasm_bindgen(js_namespace = host, js_name = canSend)]
    pub(super) fn can_send() -> bool;

    /// Gives a link to another app that the reader chooses.
    #[wasm_bindgen(js_namespace = host, js_name = sendLink)]
    pub(super) fn send_link(address: &str);

    /// Prints the page.
    #[wasm_bindgen(js_namespace = host, js_name = print)]
    pub(super) fn print();

    /// Scrolls as little as is needed until an element is in the window.
    #[wasm_bindgen(js_namespace = host, js_name = bringIntoSight)]
    pub(super) fn bring_into_sight(element: &Element);

    /// The address of the script.
    #[wasm_bindgen(js_namespace = host, js_name = scriptAddress)]
    pub(super) fn script_address() -> String;

    /// The address of the plan file of an element; empty where the script contains the plan, `None` where no file has it.
    #[wasm_bindgen(js_namespace = host, js_name = planAddress)]
    pub(super) fn plan_address(host: &HtmlElement, plan: &str) -> Option<String>;

    /// Gives the browser a file to save. False if functions of the page made another file.
    #[wasm_bindgen(js_namespace = host, js_name = download)]
    pub(super) fn download(name: &str, mime: &str, bytes: &[u8]) -> bool;

    /// The index of the point of a chart that is nearest to the present tap.
    #[wasm_bindgen(js_namespace = host, js_name = nearest)]
    pub(super) fn nearest_point(chart: &Element) -> u32;

    /// Whether the upper edge of an element is in the upper half of the window.
    #[wasm_bindgen(js_namespace = host, js_name = beginsInSight)]
    pub(super) fn begins_in_sight(element: &Element) -> bool;

    /// A drawing of the page as a file, in light colours.
    #[wasm_bindgen(js_namespace = host, js_name = drawing)]
    pub(super) fn drawing(svg: &Element) -> String;

    /// A new element, made in the document of another.
    #[wasm_bindgen(js_namespace = host, js_name = made)]
    pub(super) fn made(near: &Element) -> Element;

    /// Fills every place in an element that a selector finds with copies of what another element contains.
    #[wasm_bindgen(js_namespace = host, js_name = fillPlaces)]
    pub(super) fn fill_places(element: &Element, places: &str, content: &Element);

    /// The texts in an element as one, with NUL between them; without those inside what `skipped` finds.
    #[wasm_bindgen(js_namespace = host, js_name = texts)]
    pub(super) fn texts(element: &Element, skipped: &str) -> String;

    /// Adds a range to a list, in one of the texts of the last call of [`texts`].
    #[wasm_bindgen(js_namespace = host, js_name = addMark)]
    pub(super) fn add_mark(marked: &js_sys::Array, text: u32, from: u32, to: u32);

    /// Sends a bubbling event from an element. The JSON text is its detail.
    #[wasm_bindgen(js_namespace = host, js_name = send)]
    pub(super) fn send(host: &HtmlElement, name: &str, detail: &str);

    /// An error with a code for pages.
    #[wasm_bindgen(js_namespace = host, js_name = problem)]
    fn made_problem(code: &str, message: &str) -> JsValue;

    /// Has the host write its widget again, after this call: in another language no word of it stays.
    #[wasm_bindgen(js_namespace = host, js_name = again)]
    pub(super) fn again(host: &HtmlElement);

    /// Highlights ranges of text as hits of the search, instead of the former ones of the host or beside them.
    #[wasm_bindgen(js_namespace = host, js_name = mark)]
    pub(super) fn set_marks(host: &HtmlElement, hits: &js_sys::Array, beside: bool);
}

/// Replaces the content of an element. Only typed markup gets here.
pub(super) fn set_markup(element: &Element, markup: Markup, locale: &Locale) {
    set_markup_text(element, &finish(locale, markup).into_string());
}

/// Replaces the content of an element by a text. A reading, or words of the plan in another language, need elements.
pub(super) fn set_text(element: &Element, text: &str, locale: &Locale) {
    match locale.is_finished_later() {
        true => set_markup_text(element, &finish_text(locale, text).into_string()),
        false => element.set_text_content(Some(text)),
    }
}

/// Some markup in an element that is not in the page.
pub(super) fn held(near: &Element, markup: Markup, locale: &Locale) -> Element {
    let holder = made(near);
    set_markup(&holder, markup, locale);
    holder
}

/// The element of some markup, not in the page yet. It is made in the document of `near`.
pub(super) fn written(near: &Element, markup: Markup, locale: &Locale) -> Option<Element> {
    held(near, markup, locale).first_element_child()
}

/// Writes a sentence into a live region once the reader stops typing.
pub(super) fn speak(live: &Element, sentence: &str) {
    speak_later(live, &plain(sentence));
}

/// Writes a warning into the console, for the people who keep the page.
pub(super) fn warn(text: &str) {
    warn_text(&plain(text));
}

/// Writes a note into the console.
pub(super) fn note(text: &str) {
    note_text(&plain(text));
}

/// An error with a code for pages.
pub(super) fn problem(code: &str, message: &str) -> JsValue {
    made_problem(code, &plain(message))
}

/// Every element below `root` that matches, in page order.
pub(super) fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    // Checking the type of each would double the calls, and a selector finds only elements.
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

/// Sets or removes an attribute without a value.
pub(super) fn toggle(element: &Element, attribute: &str, on: bool) {
    if element.has_attribute(attribute) != on {
        let _ = element.toggle_attribute_with_force(attribute, on);
    }
}

/// Sets an attribute, or removes it.
pub(super) fn set_attribute(element: &Element, attribute: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(attribute, value),
        None => element.remove_attribute(attribute),
    };
}

/// Moves the focus to an element without scrolling the page.
pub(super) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The focused element inside an element.
pub(super) fn focus_in(element: &Element) -> Option<Element> {
    focused(element).filter(|focused| element.contains(Some(focused)))
}

/// Whether the focus is inside an element.
pub(super) fn has_focus(element: &Element) -> bool {
    focus_in(element).is_some()
}
