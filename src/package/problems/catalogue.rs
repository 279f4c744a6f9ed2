//! Every kind of problem as data: a stable code, its weight, its message and how to mend it.
//!
//! In messages `{found}` is the cell as found and `{expected}` what was expected. Rules (L1-07) are those of the Digital
//! Agency's 行政データにおける機械可読性に関するルール (2026-03-31).

use crate::package::problems::Severity::{self, Error, Note, Warning};

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Its stable name, in kebab case.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found and expected.
    pub message: &'static str,
    /// How to mend it.
    pub hint: &'static str,
    /// The rule of the Digital Agency that speaks of it.
    pub rule: Option<&'static str>,
}

macro_rules! catalogue {
    ($($constant:ident $name:literal $severity:ident $(rule $rule:literal)?: $message:literal, $hint:literal;)*) => {
        $(pub(in crate::package) static $constant: Code = Code {
            name: $name,
            severity: $severity,
            message: $message,
            hint: $hint,
            rule: catalogue!(@rule $($rule)?),
        };)*
        /// Every kind of problem.
        pub static CATALOGUE: &[&Code] = &[$(&$constant),*];
    };
    (@rule) => { None };
    (@rule $rule:literal) => { Some($rule) };
}

catalogue! {
    // Files and sheets.
    MISSING_TABLE "missing-table" Error:
        "「{expected}」の表がありません。",
        "Excelではシート「{expected}」、CSVではファイル「{expected}.csv」を加えてください。必要な表は計画、体系、取組の三つです。";
    DUPLICATE_TABLE "duplicate-table" Error:
        "同じ表が二つあります（「{found}」も同じ表です）。",
        "どちらか一つだけを残してください。";
    UNKNOWN_TABLE "unknown-table" Warning:
        "計画の表の名前ではないので、読んでいません。",
        "表の名前の書き間違いでないか確かめてください。使える名前は{expected}です。";
    MISSING_TABLE_SHEET "missing-table-sheet" Error:
        "表「{found}」のシート「{expected}」がありません。",
        "Excelではシート「{expected}」、CSVではファイル「table-{found}.csv」に、表の見出しとセルを資料どおりに書いてください。";
    UNLISTED_TABLE "unlisted-table" Warning:
        "このシートの表IDが「表」にないので、読んでいません。",
        "シート「表」に表IDの行を加えるか、IDの書き間違いを直してください。";
    NOT_A_PACKAGE "not-a-package" Error:
        "{found}なので、計画として読めません。",
        "{expected}。";
    FILE_NOT_READ "file-not-read" Warning:
        "CSVのあるフォルダなので、このExcelファイルは読んでいません。",
        "Excelファイルのほうが計画なら、フォルダではなくそのファイルを選んでください。古い写しなら、フォルダから出してください。";
    DAMAGED_FILE "damaged-file" Error:
        "ファイルが壊れているか、途中で切れています{found}。",
        "元のファイルをもう一度受け取るか、Excelで開いて保存し直してください。";
    TOO_LARGE "too-large" Error:
        "{found}があります。読めるのは{expected}までです。",
        "計画の表だけを新しいファイルに写してください。写真や図は要りません。";
    SHEET_TOO_LARGE "sheet-too-large" Error:
        "表が大きすぎて、このセルからは読んでいません。",
        "20万行、1000列まで読めます。離れた所に残ったセルや、要らない行と列を消してください。";
    NOT_UTF8 "not-utf8" Error:
        "文字コードが UTF-8 ではありません（{found}）。",
        "Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。";
    MIXED_ENCODINGS "mixed-encodings" Warning:
        "このファイルの文字コードは Shift_JIS（CP932）で、ほかに UTF-8 のファイルがあります。",
        "どちらも読みました。文字化けがないか確かめ、「CSV UTF-8（コンマ区切り）」にそろえてください。";
    UNCLOSED_QUOTE "unclosed-quote" Error:
        "この行で始まる引用符「\"」が閉じていません。",
        "セルの中の「\"」は「\"\"」と二つ書きます。表計算ソフトで保存し直すと直ります。";
    WRONG_SEPARATOR "wrong-separator" Error:
        "列がコンマではなく、{found}で区切られています。",
        "Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。";
    EMPTY_TABLE "empty-table" Error:
        "表に何も書かれていません。",
        "見出し（{expected}）の行を書いてください。";
    NO_ROWS "no-rows" Warning:
        "見出しの下に行がありません。",
        "この表に行がないと、計画は空の一覧になります。";
    TOO_MANY_ROWS "too-many-rows" Error:
        "{found}行あります。{expected}行まで読めます。",
        "表を分けるか、要らない行を消してください。";
    PLAN_TOO_LARGE "plan-too-large" Error:
        "計画ファイルにすると、ウェブページでは読めません（{found}）。",
        "計画ファイルは{expected}MBまでです。長い文や大きな表を、この計画に要るものだけにしてください。";
    TITLE_ROW "title-row" Note:
        "表の見出しより上にある「{found}」は、題名として読み飛ばしました。",
        "計画に要る言葉なら、シート「計画」に書いてください。";
    JOINED_HEADS "joined-heads" Note:
        "見出しは{found}にわたっているので、上の言葉と下の言葉をつないで「{expected}」と読みました。",
        "そのとおりなら、このままで構いません。違うときは、見出しを一行にし、列ごとに「目標R6」のように書いてください。";
    NOTE_ROW "note-row" Warning:
        "「{found}」は表の行ではなく注なので、計画には入れていません。",
        "利用者に示す注は、その行の「注記」の列に書いてください。";
    // What only a workbook has.
    HIDDEN_SHEET "hidden-sheet" Warning:
        "表示されていないシートですが、読みました。",
        "公表してよい内容か確かめてください。要らなければシートを消してください。";
    HIDDEN_ROWS "hidden-rows" Warning:
        "表示されていない行（{found}）も読みました。",
        "公表してよい内容か確かめてください。要らなければ行を消してください。フィルターで隠れた行も読みます。";
    HIDDEN_COLUMNS "hidden-columns" Warning:
        "表示されていない列（{found}）も読みました。",
        "公表してよい内容か確かめてください。要らなければ列を消してください。";
    MERGED_DOWN "merged-down" Warning rule "L1-12":
        "縦に結合したセル（{expected}）の「{found}」を、そのすべての行の値として読みました。",
        "そのとおりなら、セルの結合を解き、すべての行に同じ値を書いておくと確かです。";
    MERGED_CELLS "merged-cells" Error rule "L1-12":
        "結合したセル（{expected}）の「{found}」が、どの行と列の値か分かりません。",
        "セルの結合を解き、値を一つのセルに一つずつ書いてください。";
    FORMULA_ERROR "formula-error" Error:
        "数式の結果がエラー（{found}）です。",
        "数式を直すか、正しい値を書いてください。";
    FORMULA_WITHOUT_VALUE "formula-without-value" Error:
        "数式の結果がファイルに入っていません。",
        "Excelで開いて保存し直すと結果が入ります。数式の代わりに値を書いても構いません。";
    DAMAGED_CELL "damaged-cell" Error:
        "セルの文字（{found}番）がファイルの中にありません。",
        "Excelで開き、このセルを書き直して保存してください。";
    DATE_IN_ID "date-in-id" Error:
        "IDのセルが日付（{found}）になっています。",
        "Excelが「1-1」のような書き方を日付に変えたものです。セルの書式を「文字列」にして、IDを書き直してください。";
    DATE_CELL "date-cell" Warning:
        "セルが日付になっているので、「{found}」と読みました。",
        "Excelが「1-1」や「4/1」を日付に変えていないか確かめ、セルの書式を「文字列」にして書き直してください。";
    STRUCK_WORDS "struck-words" Warning:
        "取り消し線の引かれた「{found}」は、計画に入れていません。読んだのは「{expected}」です。",
        "消した言葉（見え消し）なら、そのまま消してください。生きている言葉なら、取り消し線を外してください。ページには書式が残りません。";
    RAISED_MARK "raised-mark" Warning:
        "上付きか下付きの「{found}」は、注の印とみて外しました。読んだのは「{expected}」です。",
        "続けて読むと別の数になるためです。注は「注記」の列に書いてください。注の印でなければ、上付きや下付きの書式を外してください。";
    RAISED_CELL "raised-cell" Warning:
        "セル全体が上付きか下付きの文字なので、値か注の印か分かりません。「{found}」と読みました。",
        "値なら書式を外してください。注の印なら消して、「注記」の列に書いてください。";
    HIDDEN_VALUE "hidden-value" Warning:
        "{expected}のため画面では見えませんが、セルには「{found}」が入っています。",
        "見えなくても「{found}」と読み、公表します。値なら書式を直して見えるようにし、空欄なら中身を消してください。0と空欄は違う意味になります。";
    COMMENT "comment" Warning:
        "セルにコメント「{found}」が付いていますが、計画には入りません。",
        "利用者に示すことなら「注記」の列に書いてください。値を決める前のメモなら、値を確かめてからコメントを消してください。";
    DRAWN_OVER_BLANK "drawn-over-blank" Error:
        "セル{expected}の上に{found}が描かれていますが、図は読めないので、空欄の年度は何も予定がないことになります。",
        "図の言葉と「→」を年度のセルに書き、図を消してください。飾りの図なら、表の外へ移してください。";
    DRAWN_OVER "drawn-over" Warning:
        "セル{expected}の上に{found}が描かれていますが、図は計画に入りません。",
        "図の示すことをセルに書いてください。飾りの図なら、表の外へ移すか消してください。";
    CROSSED_BLANK "crossed-blank" Warning rule "L1-09":
        "斜線の引かれた空欄です。斜線は読めないので、何も書かれていないことになります。",
        "値がないと決まっているなら「—」を書いてください。空欄は「資料に記載がない」、「—」は「目標がない」という意味になります。";
    COLOURED_BLANK "coloured-blank" Warning:
        "空欄の年度（{expected}）に色が塗られていますが、色は読めないので、何も予定がないことになります。",
        "色が期間を表すなら、初めの年度に言葉を、続く年度に「→」を書いてください。飾りの色なら、塗りつぶしを消してください。";
    UNKNOWN_FORMAT "unknown-format" Warning rule "L2-01":
        "セルの表示形式「{expected}」が分からないので、「{found}」と読みました。",
        "画面に見えるとおりか確かめ、セルの書式を「文字列」か「標準」にして書き直してください。";
    // Columns.
    MISSING_COLUMN "missing-column" Error:
        "必要な列「{expected}」がありません。",
        "見出しの行に「{expected}」の列を加えてください。";
    UNKNOWN_COLUMN "unknown-column" Warning:
        "見出し「{found}」は決められた列ではないので、読んでいません。",
        "見出しの書き間違いでないか確かめてください。使える見出しは{expected}です。";
    UNKNOWN_KEY "unknown-key" Warning:
        "項目「{found}」は決められた項目ではないので、読んでいません。",
        "項目の書き間違いでないか確かめてください。使える項目は{expected}です。";
    DUPLICATE_COLUMN "duplicate-column" Error:
        "見出し「{found}」の列が二つあります（{expected}列と同じです）。",
        "どちらか一つだけを残してください。";
    SHORT_ROW "short-row" Warning:
        "この行のセルは{found}個で、見出しの{expected}個より少なくなっています。",
        "途中のセルが抜けて、値が左の列にずれていないか確かめてください。空欄のセルも「,」で区切ります。";
    LONG_ROW "long-row" Error:
        "この行のセルは{found}で、見出しの{expected}個より多くなっています。引用符のないセルの中のコンマで、後ろの値が右の列にずれています。",
        "このまま読むと別の年度の値として公表されます。「1,200」のような数や「市民課,情報課」は、セル全体を引用符で囲み（\"1,200\"）、余分な「,」を消してください。Excelで作った表を保存し直すと、引用符は自動で付きます。";
    CUT_NUMBER "cut-number" Error:
        "この行のセルは{found}で、ほかの行より多くなっています。引用符のないセルの中のコンマで、一つの数が二つに切れているようです。",
        "このまま読むと後ろの値が別の列に入ります。「1,200」のような数は、セル全体を引用符で囲んでください（\"1,200\"）。切れていなければ、ほかの行の終わりにも空欄の「,」を書いて、すべての行のセルを見出しと同じ{expected}個にそろえてください。";
    EXTRA_CELL "extra-cell" Warning rule "L1-12":
        "見出しのない列に「{found}」と書かれています。",
        "見出しを書くか、セルを消してください。結合したセルが残っていないかも確かめてください。";
    MISSING_YEAR_COLUMN "missing-year-column" Warning rule "L1-09":
        "計画の期間にある年度「{expected}」の列がありません。",
        "その年度の欄はすべて空欄として読みました。列を加えてください。";
    // Cells of any sheet.
    MISSING_VALUE "missing-value" Error rule "L1-12":
        "「{expected}」が空欄です。",
        "すべての行に書いてください。セルを結合していると、2行目からは空欄になります。";
    BAD_ID "bad-id" Error:
        "ID「{found}」に空白かコンマ、改行があるか、長すぎます。",
        "IDはリンクの一部になります。英数字と「-」「.」「_」だけで書いてください。";
    BAD_PLAN_ID "bad-plan-id" Error:
        "計画ID「{found}」に英数字と「-」「.」「_」のほかの文字があるか、長すぎます。",
        "計画IDはHTMLの属性とファイル名になります。「okayama」のように書いてください。";
    UNUSUAL_ID "unusual-id" Warning:
        "ID「{found}」に英数字と「-」「.」「_」のほかの文字があります。",
        "IDはリンクの一部になります。メールなどで切れないように、英数字と「-」「.」「_」だけにしてください。";
    DUPLICATE_ID "duplicate-id" Error:
        "「{found}」は{expected}にもあります。",
        "一つの表の中で同じものは一度だけ書いてください。";
    BAD_YEAR "bad-year" Error rule "L3-05":
        "「{found}」は年度として読めません。",
        "「R5」「令和5年度」「2023」のどれかの形で書いてください。";
    YEAR_ORDER "year-order" Error rule "L3-05":
        "計画の期間が{found}です。",
        "開始年度は終了年度より前（または同じ）で、期間は100年度までです。";
    YEAR_OUTSIDE_PLAN "year-outside-plan" Error rule "L3-05":
        "「{found}」は計画の期間（{expected}）の外です。",
        "年度の書き間違いを直すか、計画の開始年度と終了年度を確かめてください。";
    YEAR_BESIDE_PLAN "year-beside-plan" Warning rule "L3-05":
        "「{found}」は計画の期間（{expected}）の外です。",
        "計画の前後の値としてそのまま読みました。書き間違いでないか確かめてください。";
    UNKNOWN_WORD "unknown-word" Error:
        "「{found}」は決められた言葉ではありません。",
        "{expected}のどれか、または空欄にしてください。";
    BAD_CHARACTER "bad-character" Warning rule "L1-08":
        "文字化けか外字、目に見えない制御文字があります（「{found}」）。",
        "元の資料を見て、正しい文字に直してください。";
    BAD_DATE "bad-date" Warning:
        "「{found}」は日付として読めません。",
        "「2026-11-21」の形で書いてください。";
    BAD_MUNICIPALITY_CODE "bad-municipality-code" Warning:
        "「{found}」は全国地方公共団体コードの形ではありません。",
        "6桁の数字で書いてください。先頭の0が消えていないかも確かめてください。";
    BAD_TABLE_ID "bad-table-id" Error:
        "表ID「{found}」に英数字と「-」「.」「_」のほかの文字があるか、29文字を超えています。",
        "表IDはシート名とファイル名になります。「survey」のように短く書いてください。";
    UNSEEN_CHARACTER "unseen-character" Note:
        "{found}があるので、除いて「{expected}」と読みました。",
        "PDFやウェブページから写したときに入る文字です。そのままで構いません。消すには、セルを打ち直してください。";
    LOOK_ALIKE "look-alike" Warning:
        "「{found}」は文字が違いますが（{expected}）、同じに見えるものと同じとして読みました。",
        "別のものなら、見分けのつく書き方にしてください。同じものなら、打ち直して文字をそろえると確かです。";
    LOOK_ALIKE_TWICE "look-alike-twice" Error:
        "「{found}」と同じに見えるIDが{expected}にもあります。",
        "リンクをたどる人には区別できません。一つの表の中で、見分けのつくIDにしてください。";
    // The outline and items.
    MISSING_PARENT "missing-parent" Error:
        "上位ID「{found}」の行が体系にありません。",
        "上位の行を体系に加えるか、IDの書き間違いを直してください。一番上の行では空欄にします。";
    OUTLINE_CYCLE "outline-cycle" Error:
        "上位をたどると自分に戻ります（{found}）。",
        "一番上の行の上位IDを空欄にしてください。";
    PARENT_AFTER_CHILD "parent-after-child" Error:
        "上位の行「{found}」が、この行より後（{expected}）にあります。",
        "上位の行を先に、下位の行をその後に並べてください。";
    TOO_DEEP "too-deep" Error:
        "体系の階層が{expected}段を超えています。",
        "上位IDの書き間違いでないか確かめてください。";
    LEVEL_COUNT "level-count" Warning:
        "階層名は{found}段ですが、体系と取組は合わせて{expected}段あります。",
        "「基本方針>施策>>推進項目」のように、上から順に取組まで「>」で区切って書いてください。名前のない段は空けます。";
    MISSING_SECTION "missing-section" Error:
        "節ID「{found}」の行が本文にないか、この行より後にあります。",
        "本文に行を加えるか、上位の節を先に並べてください。一番上の節や、節のない表では空欄にします。";
    UNKNOWN_OUTLINE "unknown-outline" Error:
        "体系ID「{found}」の行が体系にありません。",
        "体系に行を加えるか、IDの書き間違いを直してください。";
    UNKNOWN_ITEM "unknown-item" Error:
        "取組ID「{found}」の行が取組にありません。",
        "取組に行を加えるか、IDの書き間違いを直してください。";
    UNKNOWN_REPOST "unknown-repost" Error:
        "再掲元「{found}」がありません。",
        "再掲元のIDの書き間違いを直してください。再掲でなければ空欄にします。";
    REPOST_OF_REPOST "repost-of-repost" Error:
        "再掲元「{found}」は、それ自身が再掲です。",
        "最初に載っているほうのIDを書いてください。";
    UNKNOWN_DEPARTMENT "unknown-department" Warning:
        "「{found}」は部署の表にありません。",
        "書き間違いを直すか、部署の表に行か別名を加えてください。";
    UNKNOWN_STATUS "unknown-status" Warning:
        "「{found}」は状況区分の表にありません。",
        "書き間違いを直すか、状況区分の表に加えてください。";
    // Schedule and indicators.
    SAME_MARK "same-mark" Warning:
        "取組「{found}」に同じ記号の行がもう一つあります（{expected}）。",
        "訂正は記号で行を指します。記号を資料と照らし合わせてください。";
    ARROW_IN_TEXT "arrow-in-text" Warning rule "L1-07":
        "「{found}」の矢印は言葉と同じ行にあるので、言葉として読みました。",
        "続きを表す矢印は「→」だけの行にし、言葉とは改行で分けてください。";
    REASON_MISSING "reason-missing" Warning:
        "読み取りが inferred（推定）ですが、注記に理由がありません。",
        "どの規則で欄を決めたかを注記に書いてください。利用者に示します。";
    UNIT_MISMATCH "unit-mismatch" Warning rule "L3-04":
        "「{found}」の単位が、行の単位「{expected}」と違います。",
        "資料どおりならそのままで構いません。単位の違う値は一つの図にはなりません。";
    VALUE_IN_WORDS "value-in-words" Note rule "L2-01":
        "「{found}」は一つの数として読めないので、書かれたとおりに示します。",
        "資料どおりならそのままで構いません。図には描かれません。";
    NO_VALUES "no-values" Note rule "L1-09":
        "指標「{found}」には、基準値も目標も実績もありません。",
        "資料どおりならそのままで構いません。";
    RESULTS_NOT_FILLED "results-not-filled" Note rule "L1-09":
        "{found}行は、実績、状況、理由がどれも空欄なので、まだ実績がないものとして読みました。",
        "実績があれば書いてください。なければそのままで構いません。";
    // Corrections.
    CORRECTION_NO_CELL "correction-no-cell" Error:
        "訂正が指すセル（{found}）がありません。",
        "表、ID、列の書き間違いを直してください。年次計画では「12③」のように取組IDと記号を続けて書きます。";
    CORRECTION_NO_TEXT "correction-no-text" Error:
        "訂正が指すセルに原文「{found}」がありません。",
        "セルがもう直っていれば、訂正の行を消してください。";
    CORRECTIONS_TOO_LONG "corrections-too-long" Error:
        "ここまでの訂正で、計画の文が長くなりすぎます（この行の訂正は「{found}」）。",
        "原文と訂正には、直す言葉だけを書いてください。訂正で増やせるのは合わせて1MB（約30万字）まで、訂正のために調べるのは合わせて200MBまでです。";
    // What a workbook cannot hold; told when one is written.
    CELL_TOO_LONG "cell-too-long" Error:
        "このセルは{found}文字あり、Excelのセルに入る32,767文字を超えています。",
        "文を分けるか、CSVで書き出してください。Excelのブックは作っていません。";
    SHEET_NOT_WRITABLE "sheet-not-writable" Error:
        "このシートはExcelのブックに書けません（{found}）。",
        "シート名は31文字まで、1,048,576行、16,384列までです。表IDを直すか、CSVで書き出してください。";
}
