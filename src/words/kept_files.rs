//! What is said of files that are kept on the device to be read offline.

use super::Lang;

table! {
    KeptFilesSay "把货源策略、价格目录、服务规范、宣传资料放在这里，没有网络也能看。PDF、图片、文本，每份不超过 5 MB，算在本机空间里；备份文件不带它们，换设备时请重新放一次。" "Keep supply policy, price lists, rules and leaflets here to read without a network. PDF, pictures and texts of 5 MB at most each; they count as this device's storage. Backups leave them out: on a new device put them here again."
    AddFile "放一份文件进来" "Add a file"
    NoFiles "还没有文件。" "No files yet."
    Name "文件" "File"
    Size "大小" "Size"
    Since "放入时间" "Added"
    Open "打开" "Open"
    TakeOut "另存" "Save a copy"
    Forget "删除" "Delete"
    ForgetSure "确定删除" "Delete it now"
    ForgetSays "删除以后这台设备上就没有这份文件了。" "The file will be gone from this device."
    NoStore "本机现在存不了文件；别的内容不受影响。请关掉别的窗口再试。" "Files cannot be kept right now; nothing else is affected. Close other windows and try again."
    Full "空间不够，没有放进来；别的内容不受影响。删掉几份旧文件再试。" "There is not enough room; the file was not added and nothing else is affected. Delete some old files and try again."
    TooLarge "超过 5 MB，没有放进来。请压缩以后再试。" "Larger than 5 MB, so it was not added. Make it smaller and try again."
    OtherKind "不是 PDF、图片或文本，没有放进来。Word 和 Excel 文件请先另存为 PDF。" "Neither PDF nor picture nor text, so it was not added. Save Word and Excel files as PDF first."
    Empty "是空的，没有放进来。" "Empty, so it was not added."
    Gone "这份文件已经不在了。" "This file is no longer here."
    NotInExample "示例里不放文件：退出示例以后再放。" "The example keeps no files; leave it first."
    PaperSays "PDF 用“另存”打开：设备会用自己的阅读器显示它，不联网也行。" "A PDF is opened by “Save a copy”: the device shows it with its own reader, offline too."
}

/// A file was put here.
pub fn added(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}：放好了。"),
        Lang::En => format!("{name}: added."),
    }
}

/// How many files there are and how much room they take.
pub fn all(lang: Lang, count: usize, bytes: u64) -> String {
    let size = size(bytes);
    match lang {
        Lang::Zh => format!("{count} 份，共 {size}"),
        Lang::En if count == 1 => format!("1 file, {size}"),
        Lang::En => format!("{count} files, {size} in all"),
    }
}

/// Bytes as a person reads them.
pub fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        0..KILO => format!("{bytes} B"),
        KILO..1_048_576 => format!("{} kB", bytes / KILO),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20),
    }
}
