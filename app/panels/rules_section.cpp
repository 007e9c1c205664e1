#include "app/panels/rules_section.h"

namespace pw {

namespace {

constexpr double row_height = 44;

}  // namespace

bool RulesSection::by_words(const Stage& stage) const {
    return stage.op->has(Param::auto_pad) && !speaks(Dialect::torch);
}

bool RulesSection::follows(const Stage& stage) const {
    return by_words(stage) && stage.params.window.auto_pad != AutoPad::none;
}

// TensorFlow's layers know no numbers for it.
bool RulesSection::by_sides(const Stage& stage) const {
    return stage.op->has(Param::auto_pad) && speaks(Dialect::onnx) && !follows(stage);
}

double RulesSection::more(const Stage& stage) const {
    return (by_words(stage) ? row_height : 0) + (by_sides(stage) ? row_height : 0);
}

void RulesSection::draw(const Stage& stage, double row) {
    label(row, f_.say("controls.rules"), "", "", right(), kit_.t.ink);
    const Segment segments[] = {{"controls/rules/torch", "PyTorch", speaks(Dialect::torch)},
                                {"controls/rules/onnx", "ONNX", speaks(Dialect::onnx)},
                                {"controls/rules/tf", "TF", speaks(Dialect::tf)}};
    const int choice = segments_in(row, "controls/rules", segments);
    if (choice >= 0) f_.session.apply(action::SetDialect{static_cast<Dialect>(choice)});
    if (by_words(stage)) auto_pad(stage, row + row_height);
    if (by_sides(stage)) padding_end(stage, row + 2 * row_height);
}

void RulesSection::auto_pad(const Stage& stage, double row) {
    const AutoPad now = stage.params.window.auto_pad;
    std::vector<Segment> segments{
        {"controls/auto_pad/none", f_.say("controls.auto_pad.none"), now == AutoPad::none},
        {"controls/auto_pad/valid", "VALID", now == AutoPad::valid}};
    const bool tf = speaks(Dialect::tf);
    segments.push_back({"controls/auto_pad/same_upper", tf ? "SAME" : "UPPER",
                        now == AutoPad::same_upper || (tf && now == AutoPad::same_lower)});
    if (!tf) segments.push_back({"controls/auto_pad/same_lower", "LOWER", now == AutoPad::same_lower});
    label(row, f_.say("controls.auto_pad"), "", "", right(), kit_.t.ink);
    const int choice = segments_in(row, "controls/auto_pad", segments, 13);
    if (choice >= 0) set(stage, "auto_pad", {choice}, "auto_pad");
}

// Below and at the right; the row of the padding above it goes for both sides while they are alike.
void RulesSection::padding_end(const Stage& stage, double row) {
    const WindowSpec& spec = stage.params.window;
    const Pair begin = spec.padding, end = end_of_padding(spec);
    const bool two = !f_.session.kernel_tied() || begin.h != begin.w || end.h != end.w;
    label(row, f_.say("controls.padding.end"), "", "", fields_left(two), kit_.t.ink);
    if (const auto v = pair(row, "controls/padding_end", end, two, 0, blamed(stage, "padding"), true))
        set(stage, "padding", {begin.h, begin.w, v->h, v->w}, "padding_end");
}

}  // namespace pw
