// One step as four pictures: the window slides, its values gather, they become one, it drops into its place.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/figure/page.h"
#include "core/figure/page_kit.h"
#include "core/figure/place.h"

namespace pw {

namespace {

constexpr double margin = 72, gap = 48, page_width = 1600;
constexpr double caption = 80;  // a panel's name and sentence above its figure

constexpr std::array<double, 4> caught{.11, .345, .74, .90};  // where in its step each phase is

// What happens in it; the reduction has a sentence for each kind.
std::string sentence(const Kit& kit, const Facts& f, std::string_view phase) {
    static constexpr const char* reduces[] = {"page.phase.reduce.select", "page.phase.reduce.mean",
                                              "page.phase.reduce.sum", "page.phase.reduce.norm",
                                              "page.phase.reduce.map"};
    static constexpr const char* routes[] = {"page.phase.route.select", "page.phase.route.mean",
                                             "page.phase.route.sum",    "page.phase.route.norm",
                                             "page.phase.route.map",    "page.phase.route.place"};
    if (phase == "route") return kit.word(routes[static_cast<int>(f.step.how)]);
    if (phase == "take" && f.back) return kit.word("page.phase.take.back");
    if (phase == "reduce" && f.stage->op->smallest) return kit.word("page.phase.reduce.smallest");
    if (phase == "reduce" && draws(f.step)) return kit.word("page.phase.reduce.draw");
    if (phase == "reduce" && f.stage->op->use == WindowUse::blur_pool)
        return kit.word("page.phase.reduce.blur");
    if (phase == "reduce") return kit.word(reduces[static_cast<int>(f.step.how)]);
    return kit.word("page.phase." + std::string(phase));
}

void draw_caption(Kit& kit, const Facts& f, std::size_t i, Vec2 at) {
    const std::string_view phase = phases_of(f.stage ? f.stage->op : nullptr, f.back != nullptr)[i];
    number_badge(kit, at, static_cast<std::int64_t>(i) + 1);
    kit.text(at.x + 52, at.y + 10, kit.word("page.phase.name." + std::string(phase)), 24, Weight::semibold,
             kit.tok.ink);
    kit.text(at.x + 52, at.y + 42, sentence(kit, f, phase), 18, Weight::regular, kit.tok.text2);
}

}  // namespace

Scene storyboard(const Pane& pane_, const PageLook& page) {
    Pane pane = still_pane(pane_);
    const double scale = page.width / page_width;
    const Look look = look_of(page, page_width, page.height / scale);
    const Facts f = facts_of(pane, look);
    Kit kit(look);
    const double top = page.title ? 144 : 56, bottom = page.code ? 72 : 40;
    if (page.title) {
        kit.group("title");
        kit.text(margin, 84, kit.word("page.storyboard", {title_of(kit, f)}), 36, Weight::semibold,
                 kit.tok.ink);
        kit.text(page_width - margin, 84, setting_text(kit, f), 24, Weight::regular, kit.tok.text3,
                 Align::right);
    }
    if (page.code) {
        kit.group("code");
        kit.text(page_width - margin, look.height - 40, code_of(f), 20, Weight::medium, kit.tok.text2,
                 Align::right);
    }
    const double w = (page_width - 2 * margin - gap) / 2, h = (look.height - top - bottom - gap) / 2;
    PageLook part = page;
    part.title = part.formula = part.code = part.names = part.indices = false;
    part.large_type = true;
    part.width = w;
    part.height = std::max(64., h - caption);
    const double begun = std::floor(std::max(0., std::ceil(pane.watch.t) - 1));
    for (std::size_t i = 0; i < caught.size(); ++i) {
        const Vec2 at{margin + static_cast<double>(i % 2) * (w + gap),
                      top + static_cast<double>(i / 2) * (h + gap)};
        kit.group("caption");
        draw_caption(kit, f, i, at);
        pane.watch.t = begun + caught[i];
        Cell card;
        card.rect = {at.x, at.y + caption, part.width, part.height};
        card.radius = 16;
        card.edge = kit.tok.line;
        card.edge_width = 1;
        kit.cell(card);
        place(kit.scene, moment_page(pane, part), {at.x, at.y + caption}, 1);
    }
    return scaled(std::move(kit.scene), scale);
}

}  // namespace pw
