//! The kinds of events that the element listens to. JavaScript takes their names from here.

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A click, or Enter on a link or a button.
    Click,
    /// A field has another value.
    Change,
    /// A character was typed.
    Input,
    /// A key was pressed.
    KeyDown,
    /// An element got the focus.
    FocusIn,
    /// A pointer was pressed. Only JavaScript answers it: it corrects the address of a link.
    PointerDown,
    /// An input method has finished a word.
    Composed,
    /// A row was opened or closed.
    Toggle,
}

impl EventKind {
    /// All of them.
    pub const ALL: [EventKind; 8] = [
        EventKind::Click,
        EventKind::Change,
        EventKind::Input,
        EventKind::KeyDown,
        EventKind::FocusIn,
        EventKind::PointerDown,
        EventKind::Composed,
        EventKind::Toggle,
    ];

    /// The type of the event in the browser.
    pub fn name(self) -> &'static str {
        match self {
            EventKind::Click => "click",
            EventKind::Change => "change",
            EventKind::Input => "input",
            EventKind::KeyDown => "keydown",
            EventKind::FocusIn => "focusin",
            EventKind::PointerDown => "pointerdown",
            EventKind::Composed => "compositionend",
            EventKind::Toggle => "toggle",
        }
    }

    /// The kind with this name.
    pub fn parse(name: &str) -> Option<EventKind> {
        EventKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether the event bubbles. Otherwise the element listens while the event is on its way to its target.
    pub fn bubbles(self) -> bool {
        self != EventKind::Toggle
    }
}
