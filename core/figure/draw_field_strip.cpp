// Under the chain: how large a value's receptive field is, and the sum that gives it.
#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/figure/field.h"

namespace pw {

namespace {

std::string name_of(const Kit& kit, const Facts& f, StageId stage) {
    if (stage == input_stage) return kit.word("figure.input");
    const bool last = stage == f.evaluation->done.back().id;
    return last ? kit.word("figure.output") : std::string(f.evaluation->of.find(stage)->op->name);
}

// "Output [0, 1] = 5".
std::string head(const Kit& kit, const Facts& f, const FieldFigure& figure) {
    const FieldLink& own = figure.field.links[figure.field.own];
    const Position at{own.seen.box().y0, own.seen.box().x0};
    const Tensor& t =
        own.stage == input_stage ? f.evaluation->input : f.evaluation->find(own.stage)->out.values;
    const std::string place =
        name_of(kit, f, own.stage) + " [" + show_int(at.y) + ", " + show_int(at.x) + "]";
    if (!figure.known) return place;
    const double v = static_cast<double>(t.at(own.batch, own.channel, at.y, at.x));
    return place + (kit.rounded(v) ? " ≈ " : " = ") + kit.show(v);
}

// What it sees of the input, or of an input's cell what it reaches of the output.
std::string sentence(const Kit& kit, const Facts& f, const FieldFigure& figure) {
    const std::vector<FieldLink>& links = figure.field.links;
    const FieldLink &first = links.front(), &last = links.back();
    const Shape& in = f.evaluation->of.input.tensor.shape();
    std::string text;
    if (figure.field.own > 0) {
        text = kit.word("field.sees", {box_text(first.seen), shape_text(in.h, in.w)});
        if (figure.known && first.decide.count() != first.seen.count())
            text += kit.word("field.of_it", {first.decide.count() > 1 && first.decide.full()
                                                 ? box_text(first.decide)
                                                 : show_int(first.decide.count())});
    }
    if (figure.field.own + 1 < links.size()) {
        if (!text.empty()) text += kit.word("field.semicolon");
        text += kit.word("field.reaches",
                         {last.seen.count(), std::string(f.evaluation->of.find(last.stage)->op->name)});
        text += kit.word("field.decides_of", {last.decide.count()});
    }
    return text;
}

// 1 × 1 → 2 × 2 → … : from the value back to the input, or from an input's cell on.
void draw_sizes(Kit& kit, const Facts& f, const FieldFigure& figure, double x, double middle, double room) {
    const std::vector<FieldLink>& links = figure.field.links;
    struct Item {
        std::string size, name;
    };
    std::vector<Item> items;
    const std::size_t own = figure.field.own;
    if (own > 0)
        for (std::size_t i = own + 1; i-- > 0;)
            items.push_back({box_text(links[i].seen),
                             i == own ? kit.word("field.value")
                                      : std::string(f.evaluation->of.find(links[i + 1].stage)->op->name)});
    else
        for (std::size_t i = 0; i < links.size(); ++i)
            items.push_back({box_text(links[i].seen),
                             i == 0 ? kit.word("field.value") : name_of(kit, f, links[i].stage)});
    double size = 24;
    const auto width = [&](const Item& i) {
        return std::max(kit.width(i.size, size, Weight::semibold), kit.width(i.name, 13, Weight::medium));
    };
    const auto total = [&](double apart) {
        double w = 0;
        for (const Item& i : items) w += width(i) + apart;
        return w - apart;
    };
    double apart = 62;
    while (total(apart) > room && apart > 34) apart -= 4;
    while (total(apart) > room && size > 13) size -= 1;
    if (total(apart) > room) return;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const double w = width(items[i]);
        kit.text(x + w / 2, middle, items[i].size, size, Weight::semibold, kit.tok.ink, Align::middle);
        kit.text(x + w / 2, middle + 30, items[i].name, 13, Weight::medium, kit.tok.text3, Align::middle);
        x += w;
        if (i + 1 == items.size()) break;
        const double m = x + apart / 2;
        Path arrow;
        arrow.move({m - 7, middle})
            .line({m + 7, middle})
            .move({m + 3, middle - 4})
            .line({m + 7, middle})
            .line({m + 3, middle + 4});
        arrow.stroke = kit.tok.text3;
        arrow.width = 1.75;
        kit.path(std::move(arrow));
        x += apart;
    }
}

// 1 + 2 + 0 + 1 = 4, with the stages' names.
class Sum {
  public:
    Sum(const Kit& kit, const Facts& f, const std::vector<FieldTerm>& terms, bool columns) {
        std::int64_t sum = 1;
        add(kit, "1", "", false);
        for (const FieldTerm& t : terms) {
            const std::int64_t n = columns ? t.adds.w : t.adds.h;
            add(kit, " + ", "", false);
            add(kit, show_int(n), std::string(f.evaluation->of.find(t.stage)->op->name), true);
            sum += n;
        }
        add(kit, " = ", "", false);
        add(kit, show_int(sum), "", true);
    }
    double width() const { return width_; }
    void draw(Kit& kit, double x, double middle) const {
        for (const Piece& p : pieces_) {
            kit.text(x + p.width / 2, middle, p.text, 20, p.strong ? Weight::semibold : Weight::regular,
                     p.strong ? kit.tok.ink : kit.tok.text2, Align::middle);
            if (!p.name.empty())
                kit.text(x + p.width / 2, middle + 26, p.name, 13, Weight::medium, kit.tok.text3,
                         Align::middle);
            x += p.width;
        }
    }

  private:
    struct Piece {
        std::string text, name;
        bool strong;
        double width;
    };
    void add(const Kit& kit, std::string text, std::string name, bool strong) {
        double w = kit.width(text, 20, strong ? Weight::semibold : Weight::regular);
        if (!name.empty()) w = std::max({w, 40., kit.width(name, 13, Weight::medium) + 4});
        width_ += w;
        pieces_.push_back({std::move(text), std::move(name), strong, w});
    }
    std::vector<Piece> pieces_;
    double width_ = 0;
};

}  // namespace

namespace {

std::string sum_title(const Kit& kit, const FieldFigure& figure, const std::vector<FieldTerm>& terms) {
    std::int64_t h = 1, w = 1;
    for (const FieldTerm& t : terms) h += t.adds.h, w += t.adds.w;
    const CellSet::Box& box = figure.field.links.front().seen.box();
    if (box.h() < h || box.w() < w)
        return kit.word("field.title_cut", {box_text(figure.field.links.front().seen)});
    return kit.word(h == w ? "field.title" : "field.title_height");
}

}  // namespace

void draw_field_strip(Kit& kit, const Facts& f, const FieldFigure& figure, double top) {
    kit.group("formula");
    const bool narrow = kit.look.narrow;
    const double x = narrow ? 32 : 40, middle = top + (narrow ? 66 : 76), before_block = 32;
    kit.line({24, top + .5}, {kit.look.width - 24, top + .5}, kit.tok.line, 1);
    const std::string name = head(kit, f, figure), more = sentence(kit, f, figure);
    const double name_width = kit.width(name, 15, Weight::semibold) + 20,
                 more_width = kit.width(more, 15, Weight::medium);
    const auto room = [&](double block) { return kit.look.width - block - x - 16; };

    const FieldLink& own = figure.field.links[figure.field.own];
    const auto terms = own.stage == input_stage ? std::nullopt : field_sum(*f.evaluation, own.stage);
    double block = 24;
    if (terms) {
        const Sum sum(kit, f, *terms, false);
        const std::string title = sum_title(kit, figure, *terms);
        const double needs = std::max(sum.width(), kit.width(title, 15, Weight::medium)) + 24 + before_block;
        const double usual = std::max(needs, (narrow ? 240. : 440.) + before_block);
        block = name_width + more_width <= room(usual) ? usual : needs;
        const double left = kit.look.width - block;
        kit.line({left, top + 24}, {left, top + (narrow ? 92 : 104)}, kit.tok.line, 1);
        kit.text(left + before_block, top + 28, title, 15, Weight::medium, kit.tok.text3);
        sum.draw(kit, left + before_block, middle - 4);
    }
    kit.text(x, top + 28, name, 15, Weight::semibold, kit.tok.ink);
    kit.spot("strip/field", {x, top + 16, name_width - 20, 24}, name + " " + more);
    if (name_width + more_width <= room(block))
        kit.text(x + name_width, top + 28, more, 15, Weight::medium, kit.tok.text2);
    draw_sizes(kit, f, figure, x + 8, middle, room(block) - 8);
}

}  // namespace pw
