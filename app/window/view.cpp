#include "app/command_line/view.h"

#include <fmt/core.h>

#include "app/command_line/parse.h"
#include "app/files/places.h"
#include "app/window/live.h"
#include "app/window/screenshot.h"

namespace pw {

namespace {

constexpr const char* first_sample = "max-4x4";

// A run that writes a picture or a report is the same on every machine: what is kept between runs is left
// alone.
bool private_run(const ViewOptions& o) {
    return !o.screenshot.empty() || (!o.report_layout.empty() && !o.keep_state);
}

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

Expected<void> use(const ViewOptions& o, Session& session, Kept* kept) {
    const Settings& s = session.settings();
    // --size is in px at 100 %, as for a picture; a remembered size is the window's own.
    const double k = o.size ? s.scale : 1;
    auto fonts = Screen::find_fonts();
    auto window = AppWindow::open(s.width * k, s.height * k, true);
    if (!window) return tl::unexpected(window.error());
    auto screen = Screen::make(session, std::move(fonts), (*window)->handle());
    if (!screen) return tl::unexpected(screen.error());
    const std::string from = o.refused || o.opens_in_window ? "" : o.file;
    Live live(session, std::move(*window), std::move(*screen), kept, from, report_of(o));
    if (o.opens_in_window) live.open(o.file, o.reading);
    while (live.frame()) live.wait();
    return {};
}

// What was open last time, and what went wrong with everything that was kept.
std::vector<Problem> load(Kept& kept) {
    std::vector<Problem> problems;
    if (kept.settings.problem()) problems.push_back(*kept.settings.problem());
    kept.recent.load();
    if (kept.recent.problem()) problems.push_back(*kept.recent.problem());
    auto last = kept.autosave.load();
    if (last)
        kept.last = std::move(*last);
    else
        problems.push_back(last.error());
    return problems;
}

}  // namespace

int run_view(const ViewOptions& o) {
    const bool keeps = !private_run(o);
    Kept kept{
        SettingsFile(settings_path()), Autosave(state_folder()), Recent(state_folder() / "recent.json"), {}};
    std::vector<Problem> problems;
    Settings settings;
    settings.language = system_language();
    if (keeps) {
        settings = kept.settings.load(settings);
        problems = load(kept);
    }
    settings = with_options(settings, o);

    // What is asked for comes before what was open.
    const bool go_on = !o.document && kept.last;
    const auto document =
        go_on ? Expected<Document>(*std::exchange(kept.last, std::nullopt)) : document_of(o);
    if (!document) {
        say(document.error(), settings.language);
        return 2;
    }
    Session session(*document, settings);
    for (const Problem& problem : problems) {
        say(problem, settings.language);
        session.apply(action::Report{problem});
    }
    if (o.refused) session.apply(action::Report{*o.refused, o.file});
    const Expected<void> done =
        o.screenshot.empty() ? use(o, session, keeps ? &kept : nullptr)
                             : take_screenshot(session, {settings.width, settings.height, settings.scale},
                                               o.screenshot, report_of(o));
    if (done) return 0;
    say(done.error(), settings.language);
    // What was asked for can't be written: 2, as for everything refused; no display or OpenGL: 1.
    const std::string& key = done.error().what.key;
    return key.starts_with("problem.file.") || key == "problem.screenshot.size" ? 2 : 1;
}

}  // namespace pw
