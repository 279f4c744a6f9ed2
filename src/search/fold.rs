//! Folding: a word gives the same key in every width, case, kana and form in which it is typed or printed.
//!
//! It uses a small table of its own instead of NFKC. The table costs a few hundred bytes in the widget, where
//! Unicode's tables cost 68 KB. It is the same natively and in the browser, and it also folds forms that NFKC keeps
//! apart (hiragana and katakana, dashes, 髙). A native test compares it with NFKC.

/// A folded text, and for each byte of the key its position in the original.
pub struct Folded {
    /// The key.
    pub key: String,
    /// For each byte of the key, the UTF-16 offset at which its character begins in the original.
    pub from: Vec<u32>,
    /// For each byte of the key, the UTF-16 offset after its character in the original.
    pub to: Vec<u32>,
}

/// The key of a text.
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    fold_onto(text, &mut key);
    key
}

/// Appends the key of a text.
pub(super) fn fold_onto(text: &str, key: &mut String) {
    fold_each(text, |c, _, _| key.push(c));
}

/// The key of a text with the position of each part in the text, in the units of the DOM (UTF-16).
pub fn fold_with_offsets(text: &str) -> Folded {
    let mut folded = Folded { key: String::new(), from: Vec::new(), to: Vec::new() };
    fold_each(text, |c, from, to| {
        folded.key.push(c);
        folded.from.resize(folded.key.len(), from);
        folded.to.resize(folded.key.len(), to);
    });
    folded
}

/// Calls `put` for every character of the key, with the UTF-16 range of the original that it comes from.
fn fold_each(text: &str, mut put: impl FnMut(char, u32, u32)) {
    let mut chars = text.chars();
    let mut at = 0_u32;
    // The last character of the key.
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let from = at;
        at += c.len_utf16() as u32;
        // Spaces are only layout in these documents (「計 画」), and nobody types them in the middle of a word.
        if c.is_whitespace() || is_unseen(c) {
            continue;
        }
        // Half-width kana have their voicing mark as a separate character: ｶﾞ.
        let mark = chars.clone().next().filter(|mark| matches!(mark, 'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309A}'));
        if let Some(voiced) = mark.and_then(|mark| voiced(simple(c), matches!(mark, 'ﾞ' | '\u{3099}'))) {
            chars.next();
            at += 1;
            put(voiced, from, at);
            before = voiced;
            continue;
        }
        // Most characters of a Japanese text are their own key; a long plan has millions.
        if matches!(c, 'ぁ'..='ん' | '一'..='鿿') && c != '髙' {
            put(c, from, at);
            before = c;
            continue;
        }
        if let Some((key, more)) = roman(before, c, chars.as_str()) {
            let letters = chars.as_str().get(..more).unwrap_or_default();
            at += letters.encode_utf16().count() as u32;
            chars = chars.as_str().get(more..).unwrap_or_default().chars();
            put(key, from, at);
            before = key;
            continue;
        }
        match (spelled(c), simple(c)) {
            (Some(spelling), _) => match roman_key(spelling) {
                Some(key) => put(key, from, at),
                None => spelling.chars().for_each(|c| put(c, from, at)),
            },
            (None, c) if is_layout(before, c, chars.as_str()) => continue,
            // 5ケ年 is 5ヶ年, but ケース is a word.
            (None, 'け') if c == 'ケ' || c == 'ｹ' => put(counter(before, chars.as_str()), from, at),
            (None, c) => put(c, from, at),
        }
        before = simple(c);
    }
}

/// Roman numbers of several letters, in the order of their keys from U+E000. Each is one character in a key, so that Ⅱ
/// does not find Ⅲ. Ⅰ, Ⅴ and Ⅹ stay letters: who types the I of ICT shall see results.
const ROMAN: [&str; 7] = ["ii", "iii", "iv", "vi", "vii", "viii", "ix"];

/// The key of a Roman number in letters that begins with `c`, and the bytes of its further letters in `rest`.
fn roman(before: char, c: char, rest: &str) -> Option<(char, usize)> {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let c = simple(c);
    if is_letter(before) || !matches!(c, 'i' | 'v') {
        return None;
    }
    let mut number = String::from(c);
    let mut more = 0;
    for next in rest.chars() {
        if !is_letter(simple(next)) {
            break;
        }
        number.push(simple(next));
        more += next.len_utf8();
    }
    roman_key(&number).map(|key| (key, more))
}

fn roman_key(letters: &str) -> Option<char> {
    let at = ROMAN.iter().position(|roman| *roman == letters)?;
    char::from_u32(0xE000 + at as u32)
}

/// Whether `c`, after `before` and before `rest`, only divides what is read as one: 1,700 is 1700, and
/// ワーク・ライフ is ワークライフ. At the end of a text the rest may still be typed.
fn is_layout(before: char, c: char, rest: &str) -> bool {
    let mut next = rest.chars().filter(|c| !c.is_whitespace()).map(simple);
    match c {
        ',' if before.is_ascii_digit() => {
            // At most four are looked at, because a text may be one long list of numbers and commas.
            let next: String = next.take(4).collect();
            let digits = next.chars().take_while(char::is_ascii_digit).count();
            digits == 3 || digits == next.chars().count() && digits < 3
        }
        '・' if is_kana(before) => next.next().is_none_or(is_kana),
        _ => false,
    }
}

/// The key of ケ: か where it counts (5ケ年), else け.
fn counter(before: char, rest: &str) -> char {
    let is_counted = match rest.chars().next() {
        None => before.is_ascii_digit(),
        Some(next) => !is_kana(before) && "年月所国".contains(next),
    };
    if is_counted { 'か' } else { 'け' }
}

/// Whether a folded character is a kana or a long vowel mark.
fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | '-')
}

/// Half-width katakana from ｦ (U+FF66) to ﾝ, as hiragana.
const HALF_KANA: &str = "をぁぃぅぇぉゃゅょっ-あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";

/// The kanji of the radicals from ⼀ (U+2F00), in their order. A PDF gives ⼝ and ⾏ for 口 and 行.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿\
    片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// The kanji of the compatibility forms from U+F900 to U+FAD9, in their order.
const COMPATIBLE: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵\
    讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈\
    領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀\
    﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸\
    難響頻恵𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈\
    輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";

/// The kanji of a radical or a compatibility form.
pub(crate) fn kanji(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FD5}' => of_table(RADICALS, '\u{2F00}', c),
        '\u{F900}'..='\u{FAD9}' => of_table(COMPATIBLE, '\u{F900}', c),
        '⺟' => '母',
        '⻳' => '龟',
        _ => c,
    }
}

/// The character for `c` in a table that begins with `first`.
fn of_table(table: &str, first: char, c: char) -> char {
    table.chars().nth(c as usize - first as usize).unwrap_or(c)
}

/// Whether a character is invisible: it has no width, or shows only at the end of a line.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// Folds one character to one.
fn simple(c: char) -> char {
    match c {
        // Full-width ASCII to half width, then to lower case.
        '！'..='～' => shift(c, -0xFEE0).to_ascii_lowercase(),
        'A'..='Z' => c.to_ascii_lowercase(),
        // Small counter characters: 5ヶ年, 5カ年 and 5か年 are the same word.
        'ヵ' | 'ヶ' | 'ゕ' | 'ゖ' => 'か',
        // Katakana to hiragana.
        'ァ'..='ヴ' => shift(c, -0x60),
        'ｦ'..='ﾝ' => of_table(HALF_KANA, 'ｦ', c),
        // Dashes of every kind, including the long vowel mark: printed documents mix them up.
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | 'ー' | '﹣' => '-',
        '〜' | '∼' => '~',
        '゛' | 'ﾞ' => '\u{3099}',
        '゜' | 'ﾟ' => '\u{309A}',
        '｡' => '。',
        '｢' => '「',
        '｣' => '」',
        '､' => '、',
        '･' => '・',
        '’' | '‘' => '\'',
        '”' | '“' => '"',
        '｟' => '⦅',
        '｠' => '⦆',
        '髙' => '高',
        '﨑' => '崎',
        '①'..='⑨' => shift(c, '1' as i32 - '①' as i32),
        _ => kanji(c),
    }
}

/// Folds one character to several.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        '⑩' => "10",
        '⑪' => "11",
        '⑫' => "12",
        '⑬' => "13",
        '⑭' => "14",
        '⑮' => "15",
        '⑯' => "16",
        '⑰' => "17",
        '⑱' => "18",
        '⑲' => "19",
        '⑳' => "20",
        'Ⅰ' | 'ⅰ' => "i",
        'Ⅱ' | 'ⅱ' => "ii",
        'Ⅲ' | 'ⅲ' => "iii",
        'Ⅳ' | 'ⅳ' => "iv",
        'Ⅴ' | 'ⅴ' => "v",
        'Ⅵ' | 'ⅵ' => "vi",
        'Ⅶ' | 'ⅶ' => "vii",
        'Ⅷ' | 'ⅷ' => "viii",
        'Ⅸ' | 'ⅸ' => "ix",
        'Ⅹ' | 'ⅹ' => "x",
        'ゟ' => "より",
        '㈱' => "(株)",
        '㈲' => "(有)",
        '№' => "no",
        '㎡' => "m2",
        '㎏' => "kg",
        '㎞' => "km",
        '℡' => "tel",
        '㍻' => "平成",
        '㋿' => "令和",
        '…' => "...",
        _ => return None,
    })
}

/// A hiragana and the voicing mark after it as one character.
pub(crate) fn voiced(c: char, dakuten: bool) -> Option<char> {
    match (c, dakuten) {
        ('う', true) => Some('ゔ'),
        (
            'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち' | 'つ' | 'て'
            | 'と',
            true,
        )
        | ('は' | 'ひ' | 'ふ' | 'へ' | 'ほ', true) => Some(shift(c, 1)),
        ('は' | 'ひ' | 'ふ' | 'へ' | 'ほ', false) => Some(shift(c, 2)),
        _ => None,
    }
}

fn shift(c: char, by: i32) -> char {
    u32::try_from(c as i32 + by).ok().and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn ways_of_writing_one_word_give_one_key() {
        for (one, other) in [
            ("マイナンバーカード", "まいなんばーかーど"),
            ("ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", "マイナンバーカード"),
            ("ＰＦＩ", "pfi"),
            ("ＡＩ－ＯＣＲ", "AI-OCR"),
            ("①", "1"),
            ("Ⅲ", "III"),
            ("計 画", "計画"),
            ("髙", "高"),
            ("５～６", "5〜6"),
            ("ﾊﾟｰﾄ", "パート"),
            ("⑫", "12"),
            ("5ヶ年", "5カ年"),
            ("2ヵ所", "2か所"),
            ("⼝座の⾏動", "口座の行動"),
            ("計\u{AD}画\u{200B}の\u{2060}神", "計画の神"),
            ("こ\u{3099}み", "ごみ"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn different_words_keep_different_keys() {
        for (one, other) in [("かき", "がき"), ("はは", "ぱぱ"), ("3-1", "31"), ("5.1", "51")] {
            assert_ne!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn offsets_are_in_the_units_of_the_dom() {
        let folded = fold_with_offsets("𠮷 ｶﾞ⑩x");
        assert_eq!(folded.key, "𠮷が10x");
        let at = |part: &str| {
            let start = folded.key.find(part).unwrap();
            (folded.from[start], folded.to[start + part.len() - 1])
        };
        assert_eq!(at("𠮷"), (0, 2));
        assert_eq!(at("が"), (3, 5));
        assert_eq!(at("10"), (5, 6));
        assert_eq!(at("x"), (6, 7));
    }

    /// Characters that are equal in NFKC have the same key, for every character that such plans use.
    #[test]
    fn the_table_agrees_with_nfkc() {
        let rows = (0x20..0x7F_u32)
            .chain(0x3041..0x30FF)
            .chain(0xFF01..0xFFA0)
            .chain(0x2460..0x2474)
            .chain(0x2160..0x216A)
            .chain(0x2E80..0x2FD6)
            .chain(0x4E00..0x9FFF)
            .chain(0xF900..0xFADA);
        for c in rows.filter_map(char::from_u32) {
            let nfkc: String = c.to_string().nfkc().collect();
            assert_eq!(fold(&c.to_string()), fold(&nfkc), "{c} U+{:04X}", c as u32);
        }
    }
}
