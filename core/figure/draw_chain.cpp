// A chain that leaves too little, to scale: what each stage takes, and under each the changes that help.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/card.h"
#include "core/walk/difference.h"

namespace pw {

namespace {

constexpr double axis = 66, rule = 142, heading = 176, buttons = 206, button = 44, foot = 36;
constexpr double row = button + 8;        // of buttons that lie over each other
constexpr double chain_part = rule - 10;  // what leaving out the picture saves
constexpr double unit = 14;               // of a cell
constexpr std::size_t fold = std::size_t(-1);

// How closely the chain is set.
struct Setting {
    double arrow, last_arrow;        // at least
    double between;                  // buttons of two stages
    std::size_t most;                // fixes under a stage; 0: they stand in rows of their own
    double before = 20, after = 21;  // an arrow's distance from text and square
    double side = 84;                // of the largest square
};

struct Column {
    std::size_t link = fold;
    std::vector<std::size_t> fixes;
    double x = 0, picture = 0, text = 0;  // left edge and widths
    double end() const { return x + picture + (picture > 0 ? unit : 0) + text; }
};

class ChainFigure {
  public:
    ChainFigure(const Kit& kit, const Pane& pane)
        : kit_(kit), pane_(pane), chain_(*pane.shown.problem->chain) {
        short_h_ = chain_.left_h < chain_.needs_h;
    }

    // Places everything between two edges; `most` is the height there is below the sentences.
    void place(double left, double right, double most) {
        left_ = left;
        right_ = right;
        constexpr Setting settings[] = {{55, 124, 34, 2}, {55, 55, 20, 2}, {44, 44, 16, 1}};
        placed_ = std::ranges::any_of(settings, [&](const Setting& s) { return lay(all(), s); });
        if (!placed_) place_loose();
        const bool fixable = !chain_.fixes.empty();
        const auto rows = static_cast<double>(std::max<std::size_t>(rows_.size(), 1));
        height_ = fixable ? buttons + row * rows - 8 + foot : heading + foot;
        pictured_ = !columns_.empty() && height_ <= most;
        if (!pictured_) height_ -= chain_part;
        while (height_ > most && rows_.size() > 1) {
            rows_.pop_back();
            height_ -= row;
        }
        height_ -= std::clamp(height_ - most, 0.0, foot - 12);
    }

    double height() const { return height_; }
    void draw(Kit& kit, const ChainRoom& room) const;

  private:
    std::string name(const ChainLink& link) const {
        return link.stage == input_stage ? kit_.word("figure.input") : stage_name(link.stage);
    }
    std::string size(const ChainLink& link) const {
        if (!link.broken) return shape_text(link.h, link.w);
        const std::int64_t left = short_h_ ? chain_.left_h : chain_.left_w;
        return show_int(left) + " − " + show_int(short_h_ ? chain_.needs_h : chain_.needs_w) + " < 0";
    }
    FixButton fix(std::size_t i, bool named) const {
        const ChainFix& f = chain_.fixes[i];
        std::string label = (*kit_.look.words)(f.label);
        if (named && f.stage != input_stage) label = kit_.word("card.fix_at", {stage_name(f.stage), label});
        return {"card/fix/" + std::to_string(i), label, leads_to(f.out.h, f.out.w), f.primary, 16, 12};
    }
    std::string stage_name(StageId id) const {
        const Stage* stage = pane_.shown.asked.find(id);
        return stage ? std::string(stage->op->name) : "";
    }
    double fixes_width(const Column& c) const {
        double w = -8;
        for (const std::size_t i : c.fixes) w += fix(i, false).width(kit_) + 8;
        return w;
    }

    std::vector<std::size_t> all() const {
        std::vector<std::size_t> links(chain_.links.size());
        for (std::size_t i = 0; i < links.size(); ++i) links[i] = i;
        return links;
    }
    Column column(std::size_t link, std::size_t most_fixes) const;
    bool lay(const std::vector<std::size_t>& links, const Setting& s);
    bool lay_folded(const Setting& s);
    void place_loose();
    void fill_rows(std::size_t most_fixes, bool key_only = false);

    void draw_picture(Kit& kit, const Column& c, double y) const;
    void draw_arrow(Kit& kit, const Column& from, const Column& to, double y) const;
    void draw_taken(Kit& kit, double y) const;

    const Kit& kit_;
    const Pane& pane_;
    const Chain& chain_;
    double unit_ = unit, before_ = 0, after_ = 0;
    bool short_h_ = true;  // the side that is too short
    double left_ = 0, right_ = 0, height_ = 0;
    bool placed_ = false, pictured_ = true;
    std::vector<Column> columns_;
    std::vector<std::vector<std::size_t>> rows_;  // of fixes, when they don't stand under their stages
};

Column ChainFigure::column(std::size_t i, std::size_t most_fixes) const {
    Column c;
    c.link = i;
    if (i == fold) {
        c.text = kit_.width("…", 20, Weight::semibold);
        return c;
    }
    const ChainLink& link = chain_.links[i];
    c.picture = link.broken ? 28 : std::max(3., static_cast<double>(link.w) * unit_);
    c.text =
        std::max(kit_.width(name(link), 15, Weight::semibold), kit_.width(size(link), 15, Weight::medium));
    for (std::size_t f = 0; f < chain_.fixes.size(); ++f)
        if (chain_.fixes[f].stage == link.stage && c.fixes.size() < most_fixes) c.fixes.push_back(f);
    return c;
}

bool ChainFigure::lay(const std::vector<std::size_t>& links, const Setting& s) {
    std::int64_t largest = 1;
    for (const ChainLink& l : chain_.links) largest = std::max({largest, l.h, l.w});
    unit_ = std::min(unit, s.side / static_cast<double>(largest));
    before_ = s.before;
    after_ = s.after;
    columns_.clear();
    double x = left_, end = left_;
    for (const std::size_t i : links) {
        Column c = column(i, s.most);
        if (!columns_.empty()) {
            const double arrow = i != fold && chain_.links[i].broken ? s.last_arrow : s.arrow;
            x = std::max(columns_.back().end() + before_ + arrow + after_, end + s.between);
            x = std::ceil(x / 4) * 4;
        }
        c.x = x;
        end = std::max(c.end(), c.fixes.empty() ? 0 : x + fixes_width(c));
        columns_.push_back(std::move(c));
    }
    return end <= right_;
}

// Of a long chain the middle is left out until the rest fits; what takes the most stays.
bool ChainFigure::lay_folded(const Setting& s) {
    const std::size_t n = chain_.links.size();
    const auto inside = [n](std::size_t at) { return std::min(at, n - 1 - at); };
    std::vector<bool> kept(n, true);
    for (;;) {
        std::vector<std::size_t> links;
        for (std::size_t i = 0; i < n; ++i) {
            if (kept[i])
                links.push_back(i);
            else if (links.back() != fold)
                links.push_back(fold);
        }
        if (lay(links, s)) return true;
        std::size_t next = 0;  // the one farthest from both ends
        for (std::size_t i = 1; i + 1 < n; ++i)
            if (kept[i] && chain_.links[i].stage != chain_.takes_most &&
                (next == 0 || inside(i) > inside(next)))
                next = i;
        if (next == 0) return false;
        kept[next] = false;
    }
}

// Too many for fixes to stand under their stages: they follow each other, each with its stage's name.
void ChainFigure::place_loose() {
    constexpr Setting settings[] = {{44, 44, 0, 0}, {24, 24, 0, 0, 12, 14, 48}};
    const bool whole = std::ranges::any_of(settings, [&](const Setting& s) { return lay(all(), s); });
    if (!whole && std::ranges::none_of(settings, [&](const Setting& s) { return lay_folded(s); }))
        columns_.clear();
    // With too little room for all: one at each, then only at the ends and where the most is taken.
    fill_rows(2);
    if (rows_.size() > 2) fill_rows(1);
    if (rows_.size() > 2) fill_rows(1, true);
    if (rows_.size() > 2) rows_.resize(2);
}

void ChainFigure::fill_rows(std::size_t most_fixes, bool key_only) {
    rows_.assign(1, {});
    double x = left_;
    for (std::size_t l = 0; l < chain_.links.size(); ++l) {
        const bool key = l == 0 || l + 1 == chain_.links.size() || chain_.links[l].stage == chain_.takes_most;
        if (key_only && !key) continue;
        for (const std::size_t i : column(l, most_fixes).fixes) {
            const double w = fix(i, true).width(kit_);
            if (x + w > right_ && !rows_.back().empty()) {
                rows_.emplace_back();
                x = left_;
            }
            rows_.back().push_back(i);
            x += w + 8;
        }
    }
}

void ChainFigure::draw_picture(Kit& kit, const Column& c, double y) const {
    if (c.link == fold) {
        kit.text(c.x, y, "…", 20, Weight::semibold, kit.tok.text2);
        return;
    }
    const ChainLink& link = chain_.links[c.link];
    const bool worst = link.stage == chain_.takes_most;
    if (link.broken) {
        Cell hole;
        hole.rect = {c.x, y - 14, 28, 28};
        hole.radius = 4;
        hole.edge = kit.tok.err;
        hole.edge_width = 2;
        hole.dash_on = 4;
        hole.dash_off = 3;
        kit.cell(hole);
        Path cross;
        const Vec2 m{c.x + 14, y};
        cross.move(m + Vec2{-4, -4}).line(m + Vec2{4, 4}).move(m + Vec2{4, -4}).line(m + Vec2{-4, 4});
        cross.stroke = kit.tok.err;
        cross.width = 1.75;
        kit.path(std::move(cross));
    } else {
        // Cells that would be too small to be told apart are one block.
        const bool cells = unit_ >= 4;
        const double gap = unit_ >= 8 ? 2 : 1, pitch = cells ? unit_ : c.picture;
        const double h = std::max(3., static_cast<double>(link.h) * unit_);
        const std::int64_t rows = cells ? link.h : 1, columns = cells ? link.w : 1;
        Cell cell;
        cell.radius = unit_ >= 8 ? 2 : 1;
        cell.fill = worst ? kit.tok.ink : kit.tok.text2;
        for (std::int64_t r = 0; r < rows; ++r)
            for (std::int64_t k = 0; k < columns; ++k) {
                cell.rect = {c.x + static_cast<double>(k) * pitch, y - h / 2 + static_cast<double>(r) * pitch,
                             cells ? unit_ - gap : pitch, cells ? unit_ - gap : h};
                kit.cell(cell);
            }
    }
    const double x = c.x + c.picture + unit;
    kit.text(x, y - 12, name(link), 15, Weight::semibold, link.broken ? kit.tok.err : kit.tok.ink);
    kit.text(x, y + 12, size(link), 15, Weight::medium, link.broken ? kit.tok.err : kit.tok.text2);
}

void ChainFigure::draw_arrow(Kit& kit, const Column& from, const Column& to, double y) const {
    const double x = from.end() + before_, end = to.x - after_;
    const bool worst = to.link != fold && chain_.links[to.link].stage == chain_.takes_most;
    const Colour colour = worst ? kit.tok.err : kit.tok.line2;
    const double width = worst ? 2.5 : 1.5;
    kit.line({x, y}, {end - 1, y}, colour, width);
    Path head;
    head.move({end - 6, y - 5}).line({end, y}).line({end - 6, y + 5});
    head.stroke = colour;
    head.width = width;
    kit.path(std::move(head));
    if (to.link == fold) return;
    const Pair k = chain_.links[to.link].kernel;
    if (k == Pair{1, 1}) return;
    kit.text((x + end + 1) / 2, y - 18, shape_text(k.h, k.w), 13, worst ? Weight::semibold : Weight::medium,
             worst ? kit.tok.err : kit.tok.text2, Align::middle);
}

void ChainFigure::draw_taken(Kit& kit, double y) const {
    for (const Column& c : columns_) {
        if (c.link == fold || c.link == 0 || chain_.links[c.link].stage != chain_.takes_most) continue;
        const ChainLink &was = chain_.links[c.link - 1], &is = chain_.links[c.link];
        const std::string text =
            kit.word("card.takes_most", {short_h_ ? was.h : was.w, short_h_ ? is.h : is.w});
        const double w = kit.width(text, 13, Weight::semibold);
        kit.text(std::min(c.x, right_ - w), y, text, 13, Weight::semibold, kit.tok.err);
    }
}

void ChainFigure::draw(Kit& kit, const ChainRoom& room) const {
    double top = room.top;
    if (pictured_) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            draw_picture(kit, columns_[i], top + axis);
            if (i > 0) draw_arrow(kit, columns_[i - 1], columns_[i], top + axis);
        }
        draw_taken(kit, top + axis + 48);
    } else {
        top -= chain_part;
    }
    kit.line({room.edge_left, top + rule}, {room.edge_right, top + rule},
             mix(kit.tok.err_soft, kit.tok.err, .25), 1);
    if (!chain_.fixes.empty())
        kit.text(left_, top + heading, kit.word("card.make_valid_any"), 15, Weight::semibold, kit.tok.text2);
    const double undo = kit.width(kit.word("card.undo"), 15, Weight::medium);
    draw_undo(kit, pane_, right_ - 32 - undo, top + heading);
    if (placed_)
        for (const Column& c : columns_) {
            double x = c.x;
            for (const std::size_t i : c.fixes) {
                draw_fix(kit, pane_, fix(i, false), x, top + buttons);
                x += fix(i, false).width(kit) + 8;
            }
        }
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        double x = left_;
        for (const std::size_t i : rows_[r]) {
            draw_fix(kit, pane_, fix(i, true), x, top + buttons + row * static_cast<double>(r));
            x += fix(i, true).width(kit) + 8;
        }
    }
}

}  // namespace

void draw_chain(Kit& kit, const Pane& pane, const ChainRoom& room) {
    ChainFigure figure(kit, pane);
    figure.place(room.left, room.right, room.bottom - room.top);
    figure.draw(kit, room);
}

double chain_height(const Kit& kit, const Pane& pane, double left, double right, double most) {
    ChainFigure figure(kit, pane);
    figure.place(left, right, most);
    return figure.height();
}

std::string chain_sentence(const Kit& kit, const Pane& pane) {
    const StageProblem& stopped = *pane.shown.problem;
    const Chain& c = *stopped.chain;
    const Stage* stage = pane.shown.asked.find(stopped.stage);
    return kit.word("card.chain", {stage ? std::string(stage->op->name) : "",
                                   shape_text(c.needs_h, c.needs_w), shape_text(c.left_h, c.left_w)});
}

// The change that broke it, as it still is in the picture; without one, how far the picture goes.
std::string chain_shown(const Kit& kit, const Pane& pane) {
    const Experiment& picture = pane.shown.picture->of;
    for (const Stage& asked : pane.shown.asked.stages) {
        const Stage* shown = picture.find(asked.id);
        if (!shown || same(shown->params, asked.params)) continue;
        const WindowSpec &was = shown->params.window, &is = asked.params.window;
        const auto value = [&](const char* word, Pair p) {
            return std::string(shown->op->name) + " " + kit.word(word) + " " + pair_text(p);
        };
        if (was.stride != is.stride) return value("term.stride", stride_of(*shown->op, shown->params));
        if (was.padding != is.padding) return value("term.padding", was.padding);
        if (was.dilation != is.dilation) return value("term.dilation", was.dilation);
        return value("term.kernel", kernel_of(*shown->op, shown->params));
    }
    const auto n = static_cast<std::int64_t>(pane.shown.picture->done.size());
    return n == 2 ? kit.word("card.shown_two") : kit.word("card.shown", {n});
}

}  // namespace pw
