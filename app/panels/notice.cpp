// A file that couldn't be opened, and why: a card above the strip, until it is closed or something opens.
#include "app/panels/frame.h"
#include "app/ui/widgets.h"
#include "core/text/wrap.h"

namespace pw {

namespace {

constexpr double fix_h = 36;

// A picture that is too large can be opened reduced.
const Fix* fix_of(const Session& session) {
    const Problem& problem = *session.notice();
    const bool fixed = !problem.fixes.empty() && !session.refused_file().empty();
    return fixed && problem.fixes.front().changes.front().parameter == "reduce" ? &problem.fixes.front()
                                                                                : nullptr;
}

void fix_button(Frame& f, const Fix& fix, Vec2 corner) {
    const std::string text = f.words(fix.label);
    const Rect r{corner.x, corner.y, f.kit.pen.width(text, Weight::semibold, 15) + 40, fix_h};
    if (!button(f.kit, "notice/fix", r, text, true)) return;
    const Reading reading{static_cast<int>(fix.changes.front().values.front()), {}};
    f.memory.file_request = FileRequest{FileRequest::Kind::open, f.session.refused_file(), reading};
    f.session.apply(action::DismissNotice{});
}

}  // namespace

void notice_pane(Frame& f, const Scene& scene) {
    if (!f.session.notice()) return;
    Kit& kit = f.kit;
    const Fix* fix = fix_of(f.session);
    const std::string text = f.words(f.session.notice()->what);
    const Rect sheet = f.layout.sheet;
    const double w = sheet.w - 48, strip = sheet.h - strip_top(f, scene);
    const std::vector<std::string> lines = wrapped(
        text, w - 64 - 60, [&](const std::string& line) { return kit.pen.width(line, Weight::medium, 15); });
    const double h = 32 + 24 * static_cast<double>(lines.size()) + (fix ? fix_h + 8 : 0);
    const Rect r{sheet.x + 24, sheet.bottom() - strip - 16 - h, w, h};
    kit.pen.shadow(r, 12, 8, 12, kit.dark ? .60 : .20);
    kit.pen.fill(r, 12, kit.t.err_soft);
    kit.pen.stroke(r, 12, 1.5, kit.t.err);
    const Vec2 badge{r.x + 32, r.y + 28};
    kit.pen.disc(badge, 11, kit.t.err);
    kit.pen.fill({badge.x - 1.1, badge.y - 6, 2.2, 7}, 1.1, kit.t.err_soft, true);
    kit.pen.disc(badge + Vec2{0, 4.4}, 1.4, kit.t.err_soft);
    double y = badge.y;
    for (const std::string& line : lines) {
        kit.pen.text({r.x + 56, y}, line, Weight::medium, 15, kit.t.ink);
        y += 24;
    }
    kit.says("notice", r, text);
    const Rect close{r.right() - 46, r.y + 10, 36, 36};
    const Touch touch = kit.hand.touch(kit.pen, "notice/close", close);
    if (touch.warm > 0) kit.pen.fill(close, 10, mix(kit.t.err_soft, kit.t.err, .12 * touch.warm));
    kit.pen.icon(icons::close(), close.middle(), kit.t.err);
    kit.ring(touch, close, 10);
    kit.says("notice/close", close, f.say("notice.close"));
    if (touch.clicked) return f.session.apply(action::DismissNotice{});
    if (fix) fix_button(f, *fix, {r.x + 56, y - 4});
}

}  // namespace pw
