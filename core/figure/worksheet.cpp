#include "core/figure/worksheet.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/figure/draw_worksheet.h"

namespace pw {

namespace {

using namespace sheet;

constexpr double first_top = 234, row_height = 472;
constexpr double key_heading = 1682;  // the middle of the line at the foot that the key begins with
constexpr double last = 1690;         // nothing is printed below
constexpr double answers_top = 214, answers_head = 14, answers_gap = 44;

Look paper(Look look) {
    look.theme = Theme::print;
    look.palette = nullptr;
    look.measures = {};
    look.width = Worksheet::width;
    look.height = Worksheet::height;
    look.card = false;
    return look;
}

// Where the dash above the key lies, or the end of the page.
double foot_of(Kit& kit, const WorksheetVariant& v, bool key) {
    return key ? key_heading - 46 - draw_answers(kit, v.exercises, 0, false) : last;
}

// Where the exercises of a variant lie, with the grids of those that have some.
struct Placed {
    Rect place;
    std::optional<Grids> grids;
};

// Four places in two columns, and one below them across the page.
Rect place_of(int i) {
    const double top = first_top + row_height * (i / 2);
    if (i == 4) return {left, first_top + 1004, right - left, 250};
    return {i % 2 ? second_column : left, top, column, row_height};
}

std::vector<Placed> place_drawn(const Kit& kit, const WorksheetVariant& v) {
    std::vector<Placed> all;
    for (int i = 0; const Exercise& e : v.exercises) {
        const Rect place = place_of(i++);
        const Rect room{place.x, place.y + head, place.w, column_height};
        all.push_back({place, e.kind == Exercise::Kind::sizes ? std::nullopt
                                                              : place_grids(kit, e, room, column_cells)});
    }
    return all;
}

// As many rows as exercises, or two columns when there are more than two; nothing when they don't fit.
std::optional<std::vector<Placed>> place_own(const Kit& kit, const WorksheetVariant& v, double bottom) {
    const std::size_t n = v.exercises.size();
    const bool columns = n > 2;
    const std::size_t rows = columns ? (n + 1) / 2 : n;
    const double high = (bottom - first_top) / static_cast<double>(rows);
    std::vector<Placed> all;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = columns ? i / 2 : i;
        const Rect place{columns && i % 2 ? second_column : left, first_top + high * static_cast<double>(row),
                         columns ? column : right - left, high};
        const Rect room{place.x, place.y + head, place.w, high - head - 48};
        auto grids = place_grids(kit, v.exercises[i], room, columns ? column_cells : page_cells);
        if (!grids) return {};
        all.push_back({place, std::move(grids)});
    }
    return all;
}

void draw_title(Kit& kit, const std::string& second) {
    kit.group("title");
    const double x =
        left + kit.text(left, 120, kit.word("worksheet.title"), 52, Weight::semibold, kit.tok.ink) + 20;
    fitted(kit, x, 120, second, 52, Weight::regular, kit.tok.text3, 716 - 40 - x);
    kit.line({left, 176}, {right, 176}, kit.tok.ink, 1.5);
}

void draw_name(Kit& kit) {
    const double x = 716 + kit.text(716, 112, kit.word("worksheet.name"), 20, Weight::medium, kit.tok.text2);
    kit.line({x + 8, 124}, {right, 124}, kit.tok.ink, 1.25);
}

void draw_key(Kit& kit, const WorksheetVariant& v, double line) {
    kit.group("key-line");
    Path dash;
    dash.move({left, line}).line({right, line});
    dash.stroke = kit.tok.line;
    dash.width = 1.25;
    dash.butt = true;
    dash.dash_on = dash.dash_off = 6;
    kit.path(std::move(dash));
    // Written upright from here on, then turned: its first line ends up at the page's foot.
    kit.group("key");
    const double top = line + 38;
    kit.text(left, top, kit.word("worksheet.answers"), 15, Weight::semibold, kit.tok.ink);
    kit.text(right, top, kit.word("worksheet.key.seed", {static_cast<std::int64_t>(v.seed)}), 13,
             Weight::regular, kit.tok.text3, Align::right);
    draw_answers(kit, v.exercises, top + 22);
    turn(kit.scene.groups.back(), {Worksheet::width / 2, (top + key_heading) / 2});
}

double answers_height(Kit& kit, const WorksheetVariant& v) {
    return answers_head + draw_answers(kit, v.exercises, 0, false) + answers_gap;
}

Expected<WorksheetVariant> variant_of(const WorksheetOptions& o, std::uint64_t seed) {
    if (!o.own) return WorksheetVariant{seed, draw_exercises(seed, o.level)};
    WorksheetVariant v{seed, {}};
    for (int i = 0; i < o.own->a_page; ++i) {
        const bool itself = o.own->as_it_is && seed == o.seed && i == 0;
        const Experiment& own = o.own->experiment;
        // Neighbouring seeds are neighbouring variants: the exercises of a page are drawn far from both.
        const std::uint64_t drawn = seed + static_cast<std::uint64_t>(i) * (limits::worksheet_seed + 1);
        auto e = exercise_of(itself ? own : with_drawn_input(own, drawn), o.own->watch);
        if (!e) return tl::unexpected(std::move(e.error()));
        v.exercises.push_back(std::move(*e));
    }
    return v;
}

// Gives up exercises until all that remain fit.
Expected<void> fit_own(Kit& kit, const WorksheetOptions& o, std::vector<WorksheetVariant>& variants) {
    const auto fits = [&](const WorksheetVariant& v) {
        return place_own(kit, v, foot_of(kit, v, o.key)).has_value();
    };
    while (!std::ranges::all_of(variants, fits)) {
        if (variants.front().exercises.size() == 1) return fail("problem.worksheet.room");
        for (WorksheetVariant& v : variants) v.exercises.pop_back();
    }
    return {};
}

std::vector<std::size_t> answer_pages(Kit& kit, const std::vector<WorksheetVariant>& variants) {
    std::vector<std::size_t> firsts;
    double y = Worksheet::height;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        const double high = answers_height(kit, variants[i]);
        if (y + high > last) {
            firsts.push_back(i);
            y = answers_top;
        }
        y += high;
    }
    return firsts;
}

Scene variant_page(const Look& look, const WorksheetOptions& o, const WorksheetVariant& v) {
    Kit kit(look);
    const auto seed = static_cast<std::int64_t>(v.seed);
    draw_title(kit, kit.word("worksheet.number", {seed}));
    draw_name(kit);
    const double end = foot_of(kit, v, o.key);
    const std::vector<Placed> places = o.own ? place_own(kit, v, end).value() : place_drawn(kit, v);
    for (std::size_t i = 0; i < v.exercises.size(); ++i) {
        const Placed& p = places[i];
        draw_exercise(kit, v.exercises[i], static_cast<int>(i) + 1, p.place, p.grids ? &*p.grids : nullptr,
                      i == 0 && v.exercises[i].output.shape().count() > 1);
    }
    if (o.key) draw_key(kit, v, end);
    return std::move(kit.scene);
}

Scene answers_page(const Look& look, std::span<const WorksheetVariant> variants) {
    Kit kit(look);
    draw_title(kit, kit.word("worksheet.answers"));
    double y = answers_top;
    for (const WorksheetVariant& v : variants) {
        kit.group("answers");
        kit.text(left, y, kit.word("worksheet.number", {static_cast<std::int64_t>(v.seed)}), 15,
                 Weight::semibold, kit.tok.text3);
        draw_answers(kit, v.exercises, y + answers_head);
        y += answers_height(kit, v);
        kit.line({left, y - answers_gap + 18}, {right, y - answers_gap + 18}, kit.tok.line, 1);
    }
    return std::move(kit.scene);
}

}  // namespace

Expected<Worksheet> make_worksheet(const WorksheetOptions& options, const Look& look) {
    if (options.variants < 1 || options.variants > limits::worksheet_variants)
        return fail("problem.worksheet.variants", {std::int64_t{limits::worksheet_variants}});
    if (options.seed > limits::worksheet_seed - static_cast<std::uint64_t>(options.variants) + 1)
        return fail("problem.worksheet.seed", {static_cast<std::int64_t>(limits::worksheet_seed)});
    Worksheet w;
    w.options_ = options;
    w.look_ = paper(look);
    if (w.options_.own) w.options_.own->a_page = std::clamp(w.options_.own->a_page, 1, 4);
    for (int i = 0; i < options.variants; ++i) {
        auto variant = variant_of(w.options_, options.seed + static_cast<std::uint64_t>(i));
        if (!variant) return tl::unexpected(std::move(variant.error()));
        w.variants_.push_back(std::move(*variant));
    }
    Kit kit(w.look_);
    if (options.own)
        if (auto fits = fit_own(kit, options, w.variants_); !fits) return tl::unexpected(fits.error());
    if (options.answers) w.answers_ = answer_pages(kit, w.variants_);
    return w;
}

Scene Worksheet::page(std::size_t i) const {
    if (i < variants_.size()) return variant_page(look_, options_, variants_[i]);
    const std::size_t at = i - variants_.size();
    const std::size_t end = at + 1 < answers_.size() ? answers_[at + 1] : variants_.size();
    return answers_page(look_, std::span(variants_).subspan(answers_[at], end - answers_[at]));
}

}  // namespace pw
