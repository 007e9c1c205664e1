#include "app/window/live.h"

#include "app/files/pasted_path.h"

namespace pw {

namespace {

// A frame that took longer than this (a stopped process, a moved window) doesn't make the animation jump.
constexpr double longest_frame = .25;

}  // namespace

Live::Live(Session& session, std::unique_ptr<AppWindow> window, std::unique_ptr<Screen> screen, Kept* kept,
           const std::filesystem::path& from, std::optional<LayoutReport> report)
    : session_(session),
      window_(std::move(window)),
      screen_(std::move(screen)),
      kept_(kept),
      files_(session, screen_->ui(), kept ? &kept->recent : nullptr,
             kept ? std::move(kept->last) : std::nullopt),
      report_(std::move(report)),
      measure_(window_->measure(session.settings().scale)),
      words_(Words::load(session.settings().language)) {
    window_->on_key = [this](int key, int mods, bool repeat) { screen_->ui().key(key, mods, repeat); };
    window_->on_character = [this](unsigned codepoint) { screen_->ui().character(codepoint); };
    window_->on_drop = [this](const std::vector<std::string>& paths) {
        if (!paths.empty()) files_.open(paths.front());
    };
    window_->on_pointer = [this](Vec2 to) { screen_->pointer(to); };
    window_->on_button = [this](int which, bool down) { screen_->button(which, down); };
    if (!from.empty()) files_.opened_from(from);
    if (kept_) keeper_.emplace(kept_->autosave, session_, files_.has_last());
    pacer_.rate(window_->refresh_rate());
}

Live::~Live() { remember(); }

bool Live::moving() const { return session_.moving() || screen_->moving(); }

bool Live::frame() {
    window_->poll();
    if (window_->closing()) return false;
    if (window_->take_event()) pacer_.wake();
    if (files_.look()) pacer_.wake();
    if (const auto due = session_.due(); due && seconds_now() - drawn_ >= *due) pacer_.wake();
    const bool hidden = window_->iconified() || measure_.fb_w == 0;
    if (hidden) measure_ = window_->measure(session_.settings().scale);
    if (!hidden && pacer_.due(seconds_now(), moving())) draw();
    return true;
}

void Live::draw() {
    const double now = seconds_now();
    const double seconds = last_ < 0 ? 0 : std::min(now - last_, longest_frame);
    pacer_.begin(now);
    if (last_ < 0 && drawn_ > 0) session_.pass(now - drawn_);
    drawn_ = now;
    if (seconds > 0) session_.tick(seconds);
    measure_ = window_->measure(session_.settings().scale);
    if (measure_.fb_w == 0 || measure_.fb_h == 0) return;

    Report report;
    report.wanted = report_.has_value();
    screen_->draw(measure_, seconds, report);
    if (screen_->hears_more()) pacer_.wake();
    react();
    window_->show();
    window_->swap();
    if (report_) {
        // A report that can't be written is the caller's problem to see, once.
        if (auto written = report_->write(session_, screen_->scene(), measure_, report); !written) {
            session_.apply(action::Report{written.error()});
            report_.reset();
        }
    }
    last_ = moving() ? now : -1;
}

// What the session or the panels want from the window and the disk.
void Live::react() {
    Ui& ui = screen_->ui();
    if (auto text = ui.clipboard()) window_->set_clipboard(*text);
    if (ui.wants_paste())
        if (auto text = window_->clipboard(); !text.empty()) paste(std::move(text));
    if (const auto request = ui.file_request()) files_.handle(*request);
    if (auto task = ui.picture()) picture_.copy(std::move(*task));
    if (auto toast = picture_.take_toast()) session_.apply(action::ShowToast{std::move(*toast)});
    if (auto problem = picture_.take_problem()) session_.apply(action::Report{std::move(*problem)});
    files_.refresh();
    window_->set_full_screen(ui.wants_full_screen());
    if (words_.language() != session_.settings().language) words_ = Words::load(session_.settings().language);
    std::string title = words_(Message("window.title", {words_(session_.experiment().title)}));
    if (title == title_) return;
    title_ = std::move(title);
    window_->set_title(title_);
}

// A path is what it leads to.
void Live::paste(std::string text) {
    if (const auto path = pasted_path(text)) return files_.open(*path);
    session_.apply(action::Paste{std::move(text)});
}

void Live::wait() {
    if (window_->iconified()) return window_->wait(pause(-1));
    const bool still = pacer_.idle(moving());
    if (still) remember();
    const double seconds = pause(pacer_.wait(seconds_now(), moving()));
    const auto due = session_.due();
    if (still && due) {
        const double until = std::max(0.0, *due - (seconds_now() - drawn_));
        return window_->wait(seconds < 0 ? until : std::min(seconds, until));
    }
    if (still || seconds > 0) window_->wait(seconds);
}

// So many seconds, or until what is open has to be written; negative: for ever.
double Live::pause(double seconds) {
    constexpr double news = .1;   // how often the work beside the interface is shown
    constexpr double soon = .02;  // and how often a file is looked at that somebody waits for
    const bool opening = files_.opening();
    if (screen_->ui().exporting() || picture_.busy() || opening) {
        const double until = opening ? soon : news;
        if (!opening || seconds_now() >= drawn_ + news) pacer_.wake(1);
        seconds = seconds < 0 ? until : std::min(seconds, until);
    }
    if (!keeper_) return seconds;
    const double now = seconds_now();
    keeper_->look(now);
    if (auto problem = keeper_->problem()) {
        session_.apply(action::Report{std::move(*problem)});
        pacer_.wake();
        return 0;
    }
    if (!keeper_->due()) return seconds;
    const double due = std::max(0.0, *keeper_->due() - now);
    return seconds < 0 ? due : std::min(seconds, due);
}

void Live::remember() {
    if (!kept_) return;
    Settings s = session_.settings();
    if (!window_->full_screen() && !window_->iconified()) {
        const Measure m = window_->measure(s.scale);
        width_ = static_cast<int>(std::lround(m.window_w / m.system_scale()));
        height_ = static_cast<int>(std::lround(m.window_h / m.system_scale()));
    }
    if (width_ > 0) s.width = width_, s.height = height_;
    kept_->settings.save(s);
}

}  // namespace pw
