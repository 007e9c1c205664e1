// What the export pane does besides drawing: it opens and closes, asks for sizes, and says what was written.
#include <algorithm>

#include "app/panels/export_task.h"
#include "app/panels/file_looks.h"

namespace pw {

namespace {

constexpr double settles = .2;  // seconds without a change before a size is worked out

// "max-4x4" for a sample; a document's own name, without what no file's name should have.
std::string base_name(const Session& session, const Memory& memory) {
    if (!memory.document_path.empty()) return memory.document_path.stem().string();
    const Message& title = session.experiment().title;
    constexpr std::string_view sample = "sample.";
    std::string name = "figure";
    if (title.key.starts_with(sample)) name = title.key.substr(sample.size());
    if ((title.key == "title.plain" || title.key == "title.reduced") && !title.args.empty())
        if (const auto* text = std::get_if<std::string>(&title.args.front()))
            name = std::filesystem::path(*text).stem().string();
    std::ranges::replace(name, '/', '-');
    return name.empty() ? "figure" : name;
}

// Another document has another file.
void name_file(const Session& session, Memory& memory) {
    ExportPane& e = memory.exports;
    if (e.named_for == session.opened()) return;
    e.named_for = session.opened();
    std::error_code error;
    e.from = std::filesystem::current_path(error);
    const std::filesystem::path typed(e.path.text);
    const std::filesystem::path folder = typed.has_parent_path() ? typed.parent_path() : "figures";
    e.path.set((folder / (base_name(session, memory) + "." + std::string(ending_of(e.chosen())))).string());
    e.look();
}

void measure(Frame& f) {
    ExportPane& e = f.memory.exports;
    const bool possible =
        e.shown && !e.preview.problem && e.preview.files == 1 && e.options.what != What::walk;
    if (!possible) {
        e.settling = false;
        return;
    }
    if (!(e.measured == e.wish)) {
        e.measured = e.wish;
        e.unchanged = 0;
        e.settling = true;
        return;
    }
    e.unchanged += f.seconds;
    if (!e.settling || e.unchanged < settles) return;
    e.settling = false;
    e.work.measure(export_task(f));
}

void say_written(Frame& f, const ExportWork::Result& r) {
    ExportPane& e = f.memory.exports;
    e.look();
    Toast toast;
    if (!r.bytes && r.bytes.error().what.key != "export.cancelled")
        return f.session.apply(action::Report{r.bytes.error()});
    if (!r.bytes) {
        toast.text = Message("toast.export.cancelled");
        return f.session.apply(action::ShowToast{std::move(toast)});
    }
    const std::string name = std::filesystem::path(r.file).filename().string(), size = size_text(*r.bytes);
    const auto files = static_cast<std::int64_t>(r.files);
    toast.text = files > 1 ? Message("toast.export.files", {files, size, name})
                           : Message("toast.export.file", {name, size});
    toast.check = true;
    toast.button = Message("toast.export.copy");
    toast.does = Toast::Does::copy;
    toast.copies = r.file;
    f.session.apply(action::DismissNotice{});
    f.session.apply(action::ShowToast{std::move(toast)});
}

}  // namespace

void toggle_export(Session& session, Memory& memory) {
    ExportPane& e = memory.exports;
    e.shown = !e.shown;
    if (!e.shown) return;
    memory.open = Popover::none;
    memory.size.shown = false;
    session.apply(action::Select{std::nullopt});
    session.apply(action::Hover{std::nullopt});
    if (session.brush()) session.apply(action::ToggleBrush{});
    name_file(session, memory);
    e.look();
}

void export_news(Frame& f) {
    name_file(f.session, f.memory);
    if (std::exchange(f.memory.copies_picture, false)) {
        // The last valid picture isn't what is asked for now.
        if (f.session.shown().problem)
            f.session.apply(action::Report{Problem(Message("export.mend_first"))});
        else
            f.memory.picture = picture_task(f);
    }
    measure(f);
    if (const auto result = f.memory.exports.work.take_result()) say_written(f, *result);
}

}  // namespace pw
