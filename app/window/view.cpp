#include "app/command_line/view.h"

#include <fmt/core.h>

#include "app/command_line/parse.h"
#include "app/window/live.h"
#include "app/window/screenshot.h"

namespace pw {

namespace {

constexpr const char* first_sample = "max-4x4";

// A run that writes a picture or a report is the same on every machine: settings are left alone.
bool private_run(const ViewOptions& o) { return !o.screenshot.empty() || !o.report_layout.empty(); }

void say(const Problem& problem, Language language) {
    fmt::print(stderr, "poolwalk: {}\n", problem_text(problem, Words::load(language)));
}

Settings with_options(Settings s, const ViewOptions& o) {
    s.theme = o.theme.value_or(s.theme);
    s.language = o.language.value_or(s.language);
    s.scale = o.scale.value_or(s.scale);
    if (o.size) {
        s.width = o.size->width;
        s.height = o.size->height;
    }
    return s;
}

std::optional<LayoutReport> report_of(const ViewOptions& o) {
    if (o.report_layout.empty()) return std::nullopt;
    return LayoutReport(o.report_layout);
}

Expected<Document> document_of(const ViewOptions& o) {
    return o.document ? Expected<Document>(*o.document) : load_sample(first_sample);
}

Expected<void> use(const ViewOptions& o, Session& session, SettingsFile* file) {
    const Settings& s = session.settings();
    // --size is in px at 100 %, as for a picture; a remembered size is the window's own.
    const double k = o.size ? s.scale : 1;
    auto fonts = Screen::find_fonts();
    auto window = AppWindow::open(s.width * k, s.height * k, true);
    if (!window) return tl::unexpected(window.error());
    auto screen = Screen::make(session, std::move(fonts), (*window)->handle());
    if (!screen) return tl::unexpected(screen.error());
    Live live(session, std::move(*window), std::move(*screen), file, report_of(o));
    while (live.frame()) live.wait();
    return {};
}

}  // namespace

int run_view(const ViewOptions& o) {
    SettingsFile file(settings_path());
    Settings settings;
    settings.language = system_language();
    if (!private_run(o)) settings = file.load(settings);
    settings = with_options(settings, o);

    const auto document = document_of(o);
    if (!document) {
        say(document.error(), settings.language);
        return 2;
    }
    Session session(*document, settings);
    if (file.problem()) {
        say(*file.problem(), settings.language);
        session.apply(action::Report{*file.problem()});
    }
    const Expected<void> done =
        o.screenshot.empty() ? use(o, session, private_run(o) ? nullptr : &file)
                             : take_screenshot(session, {settings.width, settings.height, settings.scale},
                                               o.screenshot, report_of(o));
    if (done) return 0;
    say(done.error(), settings.language);
    // What was asked for can't be written: 2, as for everything refused; no display or OpenGL: 1.
    const std::string& key = done.error().what.key;
    return key.starts_with("problem.file.") || key == "problem.screenshot.size" ? 2 : 1;
}

}  // namespace pw
