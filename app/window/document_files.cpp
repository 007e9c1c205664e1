#include "app/window/document_files.h"

#include "app/files/reading_choice.h"

namespace pw {

namespace {

// A document's name is its file's stem; a table's or a picture's keeps its ending.
std::string title_of(const std::filesystem::path& path) {
    return path.extension() == ".json" ? path.stem().string() : path.filename().string();
}

}  // namespace

DocumentFiles::DocumentFiles(Session& session, Ui& ui, Recent* recent, std::optional<Document> last)
    : session_(session), ui_(ui), recent_(recent), last_(std::move(last)) {
    if (last_) ui_.offer_last_session(last_->experiment.title);
    if (recent_) ui_.know(recent_->files(), {});
}

std::filesystem::path DocumentFiles::own_path() const {
    const auto at = paths_.find(session_.opened());
    return at == paths_.end() ? std::filesystem::path() : at->second;
}

void DocumentFiles::refresh() {
    if (own_path() == shown_) return;
    shown_ = own_path();
    ui_.know(recent_ ? recent_->files() : std::vector<RecentFile>(), shown_);
}

void DocumentFiles::remember(const std::filesystem::path& path) {
    if (!recent_) return;
    recent_->add(path, title_of(path), seconds_since_1970());
    ui_.know(recent_->files(), own_path());
}

void DocumentFiles::opened_from(const std::filesystem::path& path) {
    std::error_code error;
    // Only a document can be saved where it came from.
    if (path.extension() == ".json") paths_[session_.opened()] = std::filesystem::absolute(path, error);
    remember(path);
    say_how_it_was_read(path);
}

// What a person may want otherwise is one click away.
void DocumentFiles::say_how_it_was_read(const std::filesystem::path& path) {
    const Source& input = session_.experiment().input;
    const auto choice = reading_choice(input);
    Toast toast;
    if (choice && input.doubtful) {
        toast.text = Message(choice->now == Channels::first ? "toast.read.channels" : "toast.read.pixels",
                             choice->of(choice->now).args);
        toast.button = choice->of(choice->other());
        toast.does = Toast::Does::open;
        toast.file = path.string();
        toast.reading = {1, choice->other()};
    } else if (input.alpha_dropped) {
        toast.text = Message("note.alpha_dropped", {path.filename().string()});
    }
    if (toast.text) session_.apply(action::ShowToast{std::move(toast)});
}

void DocumentFiles::open(const std::filesystem::path& path, const Reading& reading) {
    constexpr double at_once = .03;  // seconds: nobody sees the interface wait that long
    session_.apply(action::DismissNotice{});
    session_.apply(action::DismissToast{});
    work_.open(path, reading, session_.settings().theme);
    if (auto result = work_.take(at_once)) take(std::move(*result));
}

bool DocumentFiles::look() {
    auto result = work_.take();
    if (result) take(std::move(*result));
    ui_.show_opening(work_.status());
    return result.has_value();
}

void DocumentFiles::take(OpenWork::Result result) {
    const auto& [path, opened, prepared] = result;
    if (!opened) return session_.apply(action::Report{opened.error(), path.string()});
    if (const auto* code = std::get_if<std::string>(&*opened))
        return session_.apply(action::ReadCode{*code, path.filename().string()});
    session_.apply(action::Open{std::get<Document>(*opened), prepared});
    opened_from(path);
}

void DocumentFiles::stop_opening() {
    if (!work_.busy()) return;
    work_.cancel();
    Toast toast;
    toast.text = Message("open.cancelled");
    session_.apply(action::ShowToast{std::move(toast)});
}

void DocumentFiles::save(std::filesystem::path path) {
    if (path.empty()) path = own_path();
    if (path.empty()) return ui_.ask_where_to_save();
    if (auto saved = save_file(path, session_.document()); !saved)
        return session_.apply(action::Report{saved.error()});
    const std::string name = path.filename().string();
    session_.apply(action::Renamed{title_of(path)});
    Toast toast;
    toast.text = Message("toast.saved", {name});
    toast.check = true;
    session_.apply(action::DismissNotice{});
    session_.apply(action::ShowToast{std::move(toast)});
    paths_[session_.opened()] = path;
    remember(path);
}

void DocumentFiles::handle(const FileRequest& request) {
    switch (request.kind) {
        case FileRequest::Kind::open:
            return open(request.path, request.reading);
        case FileRequest::Kind::stop_opening:
            return stop_opening();
        case FileRequest::Kind::save:
            return save(request.path);
        case FileRequest::Kind::last_session:
            if (!last_) return;
            session_.apply(action::Open{*std::exchange(last_, std::nullopt)});
            return ui_.offer_last_session(std::nullopt);
    }
}

}  // namespace pw
