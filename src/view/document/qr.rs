//! An address as a QR code: one path, because a square each would be a thousand elements.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// The blank squares around the code that a camera needs.
const QUIET: i32 = 4;

/// The code with its text alternative; nothing for an address that is too long for one.
pub(super) fn code(address: &str, label: &str) -> Option<Markup> {
    // It is printed on office paper and may get a fold: a sixth of it can be lost.
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    Some(html! {
        svg class="qr" role="img" aria-label=(label) viewBox={ "0 0 " (side) " " (side) } shape-rendering="crispEdges" {
            path d=(path(&code)) {}
        }
    })
}

/// The dark squares; those beside each other in a row are one block.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                path += &format!("M{} {}h{}v1h-{}z", from + QUIET, y + QUIET, x - from, x - from);
            }
            x += 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path of a code with eight points a square, and reads it with another program's reader.
    fn read(address: &str) -> String {
        let svg = code(address, "").unwrap().into_string();
        let side: usize = svg
            .split("viewBox=\"0 0 ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next())
            .unwrap()
            .parse()
            .unwrap();
        let mut dark = vec![false; side * side];
        for block in svg.split('M').skip(1).map(|block| block.split('v').next().unwrap()) {
            let numbers: Vec<usize> = block.split([' ', 'h']).map(|number| number.parse().unwrap()).collect();
            let from = numbers[1] * side + numbers[0];
            dark[from..from + numbers[2]].fill(true);
        }
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * 8, side * 8, |x, y| {
            if dark[y / 8 * side + x / 8] { 0 } else { 255 }
        });
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1, "{address}");
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_reader_finds_the_address_in_the_code() {
        let long = format!("https://example.jp/{}#machi-plan-item-1", "a".repeat(400));
        for address in ["https://example.jp/plan.html#machi-plan-item-3-1-1a", &long] {
            assert_eq!(read(address), *address);
        }
    }

    #[test]
    fn an_address_without_room_has_no_code() {
        assert!(code(&"a".repeat(5000), "").is_none());
    }
}
