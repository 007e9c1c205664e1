#include "app/window/live.h"

#include "app/command_line/files.h"

namespace pw {

namespace {

// A frame that took longer than this (a stopped process, a moved window) doesn't make the animation jump.
constexpr double longest_frame = .25;

}  // namespace

Live::Live(Session& session, std::unique_ptr<AppWindow> window, std::unique_ptr<Screen> screen,
           SettingsFile* settings, std::optional<LayoutReport> report)
    : session_(session),
      window_(std::move(window)),
      screen_(std::move(screen)),
      settings_(settings),
      report_(std::move(report)),
      measure_(window_->measure(session.settings().scale)),
      words_(Words::load(session.settings().language)) {
    window_->on_key = [this](int key, int mods, bool repeat) { screen_->ui().key(key, mods, repeat); };
    window_->on_character = [this](unsigned codepoint) { screen_->ui().character(codepoint); };
    window_->on_drop = [this](const std::vector<std::string>& paths) {
        if (!paths.empty()) open_dropped(paths.front());
    };
    pacer_.rate(window_->refresh_rate());
}

Live::~Live() { remember(); }

bool Live::moving() const { return session_.moving() || screen_->moving(); }

bool Live::frame() {
    window_->poll();
    if (window_->closing()) return false;
    if (window_->take_event()) pacer_.wake();
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

// What the session or the panels want from the window.
void Live::react() {
    if (auto text = screen_->ui().clipboard()) window_->set_clipboard(*text);
    window_->set_full_screen(screen_->ui().wants_full_screen());
    if (words_.language() != session_.settings().language) words_ = Words::load(session_.settings().language);
    std::string title = words_(Message("window.title", {words_(session_.experiment().title)}));
    if (title == title_) return;
    title_ = std::move(title);
    window_->set_title(title_);
}

void Live::wait() {
    if (window_->iconified()) return window_->wait(-1);
    const bool still = pacer_.idle(moving());
    if (still) remember();
    const double seconds = pacer_.wait(seconds_now(), moving());
    const auto due = session_.due();
    if (still && due) return window_->wait(std::max(0.0, *due - (seconds_now() - drawn_)));
    if (still || seconds > 0) window_->wait(seconds);
}

void Live::open_dropped(const std::filesystem::path& path) {
    auto bytes = read_bytes(path);
    if (bytes)
        session_.apply(action::OpenFile{path.filename().string(), std::move(*bytes), files_next_to(path)});
    else
        session_.apply(action::Report{bytes.error()});
}

void Live::remember() {
    if (!settings_) return;
    Settings s = session_.settings();
    if (!window_->full_screen() && !window_->iconified()) {
        const Measure m = window_->measure(s.scale);
        width_ = static_cast<int>(std::lround(m.window_w / m.system_scale()));
        height_ = static_cast<int>(std::lround(m.window_h / m.system_scale()));
    }
    if (width_ > 0) s.width = width_, s.height = height_;
    settings_->save(s);
}

}  // namespace pw
