//! The words of a plan file that is not read: place, what was found, what was expected, how to mend it.

use crate::planfile::{Damage, LooksLike, PlanFault, PlanFileError};

/// What is said of a plan file that is not read.
pub struct PlanFileWords {
    /// Size in bytes and limit in bytes.
    pub too_large: fn(usize, usize) -> String,
    /// A file of another kind.
    pub not_a_plan: fn(LooksLike) -> String,
    /// The file's version, and the latest that is read.
    pub newer: fn(u32, u32) -> String,
    /// The end is missing.
    pub truncated: &'static str,
    /// The content is not what was written.
    pub damaged: fn(&Damage) -> String,
}

impl PlanFileWords {
    /// The whole message: the file by its name, what was found, what was expected, how to mend it.
    pub fn say(&self, file: &str, error: &PlanFileError) -> String {
        let message = match error {
            PlanFileError::TooLarge { bytes, limit } => (self.too_large)(*bytes, *limit),
            PlanFileError::NotAPlan(looks_like) => (self.not_a_plan)(*looks_like),
            PlanFileError::Newer { found, known } => (self.newer)(*found, *known),
            PlanFileError::Truncated => self.truncated.to_owned(),
            PlanFileError::Damaged(damage) => (self.damaged)(damage),
        };
        format!("{file} {message}")
    }
}

/// Japanese. Every message goes on from the file's name.
pub(super) const JA: PlanFileWords = PlanFileWords {
    too_large: |bytes, limit| {
        let mega = |bytes: usize| format!("{}.{}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000);
        format!(
            "は大きすぎます（{}）。計画ファイルは{}MBまで読み込めます。別のファイルを指定していないか確かめてください。",
            mega(bytes),
            limit / 1_000_000
        )
    },
    not_a_plan: |looks_like| {
        let (found, advice) = match looks_like {
            LooksLike::Empty => ("中身が空です", COMPILE),
            LooksLike::Zip => ("Excel か zip のようです", COMPILE),
            LooksLike::Pdf => ("PDF のようです", COMPILE),
            LooksLike::Csv => ("CSV か表のようです", COMPILE),
            LooksLike::Json => ("別の JSON のようです", COMPILE),
            LooksLike::Html => (
                "ウェブページのようです",
                "ファイルの場所（src）が正しいか、ログイン画面やエラー画面になっていないか確かめてください。",
            ),
            LooksLike::Other => ("形式がわかりません", COMPILE),
        };
        format!("は machi-plan の計画ファイルではありません（{found}）。{advice}")
    },
    newer: |found, known| {
        format!(
            "は新しい版の計画ファイルです（版{found}）。このページの machi-plan が読めるのは版{known}までです。ページの machi-plan.js を新しいものに置き換えてください。"
        )
    },
    truncated: "は途中で切れています。終わりの部分がありません。ファイルをもう一度置き直すか、担当者のページか machi-plan compile で作り直してください。",
    damaged: |damage| {
        let found = match damage {
            Damage::Head => {
                "は別のソフトで保存し直されたようです。先頭の決まった書き出しが変わっています。".to_owned()
            }
            Damage::Encoding => {
                "は文字コードが UTF-8 ではありません。別のソフトで保存し直されたようです。".to_owned()
            }
            Damage::Fingerprint => {
                "は作られたあとで中身が変わっています。確認用の符号と合いません。".to_owned()
            }
            Damage::Json { line: 0, .. } => "は中身が JSON として読めません。".to_owned(),
            Damage::Json { line, column } => {
                format!("は中身が JSON として読めません（計画の{line}行{column}文字目）。")
            }
            Damage::Plan(fault) => format!("は中身に矛盾があります。{}", fault_ja(fault)),
        };
        format!("{found}直接編集せず、担当者のページか machi-plan compile で作り直してください。")
    },
};

const COMPILE: &str = "担当者のページか machi-plan compile で作った計画ファイルを使ってください。";

/// What is wrong with a plan, without advice: the package says another way to mend it.
pub(crate) fn fault_ja(fault: &PlanFault) -> String {
    match fault {
        PlanFault::TooMany { table, found, limit } => {
            format!("「{table}」が{found}行あります（{limit}行まで）。")
        }
        PlanFault::Years { first, last } => {
            format!("計画の年度が{first}から{last}です（開始は終了以前、長くて100年度）。")
        }
        PlanFault::Year { id, year } => {
            format!("「{id}」の年度{year}が暦にないか、年度の順に並んでいません。")
        }
        PlanFault::BadId { table, id } => {
            format!("「{table}」のID「{id}」が空か、長すぎるか、空白やコンマを含みます。")
        }
        PlanFault::DuplicateId { table, id } => format!("「{table}」のID「{id}」が重なっています。"),
        PlanFault::Unresolved { table, id, target } => {
            format!("「{table}」の「{id}」が指す「{target}」がありません。")
        }
        PlanFault::ParentAfterChild { id } => format!("「体系」の「{id}」の上位の行が、前にありません。"),
        PlanFault::TooDeep { id } => format!("「体系」の「{id}」の階層が深すぎます。"),
        PlanFault::RepostOfRepost { id } => format!("「{id}」の再掲元が、それ自身再掲です。"),
        PlanFault::CellCount { id, found, expected } => {
            format!("「{id}」の年次計画の欄が{found}個です（計画の年度は{expected}個）。")
        }
        PlanFault::Corrections { row } => {
            format!("「訂正」の{row}行目で、直す文が長くなりすぎます（増やせるのは合わせて1MBまで）。")
        }
        PlanFault::BlankCell { id } => format!("「{id}」の目標か実績に空の欄があります。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_file_what_it_looks_like_and_how_to_mend_it() {
        let message = JA.say("plan.json", &PlanFileError::NotAPlan(LooksLike::Zip));
        assert_eq!(
            message,
            "plan.json は machi-plan の計画ファイルではありません（Excel か zip のようです）。担当者のページか \
             machi-plan compile で作った計画ファイルを使ってください。"
        );
        for error in [PlanFileError::Truncated, PlanFileError::Damaged(Damage::Fingerprint)] {
            let message = JA.say("planData", &error);
            assert!(
                message.ends_with("、担当者のページか machi-plan compile で作り直してください。"),
                "{message}"
            );
        }
        let message = JA.say("計画.txt", &PlanFileError::TooLarge { bytes: 20_400_000, limit: 20_000_000 });
        assert!(message.starts_with("計画.txt は大きすぎます（20.4MB）。"), "{message}");
        let fault = PlanFault::DuplicateId { table: "取組", id: "12".into() };
        assert!(JA.say("a", &fault.into()).contains("「取組」のID「12」が重なっています"));
    }
}
