#include "app/panels/rules_rows.h"

namespace pw {

namespace {

constexpr double row_height = 44;

}  // namespace

bool RulesRows::by_words(const Stage& stage) const {
    return stage.op->has(Param::auto_pad) && !speaks(Dialect::torch);
}

bool RulesRows::padding_follows(const Stage& stage) const {
    return by_words(stage) && stage.params.window.auto_pad != AutoPad::none;
}

// TensorFlow's layers know no numbers for it.
bool RulesRows::by_sides(const Stage& stage) const {
    return stage.op->has(Param::auto_pad) && speaks(Dialect::onnx) && !padding_follows(stage);
}

double RulesRows::more_rules(const Stage& stage) const {
    return (by_words(stage) ? row_height : 0) + (by_sides(stage) ? row_height : 0);
}

void RulesRows::rules(const Stage& stage, double row) {
    label(row, f_.say("controls.rules"), "", "", right(), kit_.t.ink);
    const Segment segments[] = {{"controls/rules/torch", "PyTorch", speaks(Dialect::torch)},
                                {"controls/rules/onnx", "ONNX", speaks(Dialect::onnx)},
                                {"controls/rules/tf", "TF", speaks(Dialect::tf)}};
    const int choice = segments_in(row, "controls/rules", segments);
    if (choice >= 0) f_.session.apply(action::SetDialect{static_cast<Dialect>(choice)});
    if (by_words(stage)) auto_pad(stage, row + row_height);
    if (by_sides(stage)) padding_end(stage, row + 2 * row_height);
}

void RulesRows::auto_pad(const Stage& stage, double row) {
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

std::optional<Pair> RulesRows::side(const Stage& stage, double row, const char* name, const char* id,
                                    Pair value) {
    const Pair begin = stage.params.window.padding, end = end_of_padding(stage.params.window);
    const bool two = !f_.session.kernel_tied() || begin.h != begin.w || end.h != end.w;
    label(row, f_.say(name), "", "", fields_left(two), kit_.t.ink);
    return pair(row, id, value, two, 0, blamed(stage, "padding"), true);
}

void RulesRows::padding_start(const Stage& stage, double row) {
    const Pair end = end_of_padding(stage.params.window);
    if (const auto v =
            side(stage, row, "controls.padding.start", "controls/padding", stage.params.window.padding))
        set(stage, "padding", {v->h, v->w, end.h, end.w}, "padding");
}

// Below and at the right; the row of the padding above it goes for both sides while they are alike.
void RulesRows::padding_end(const Stage& stage, double row) {
    const Pair begin = stage.params.window.padding, end = end_of_padding(stage.params.window);
    if (const auto v = side(stage, row, "controls.padding.end", "controls/padding_end", end))
        set(stage, "padding", {begin.h, begin.w, v->h, v->w}, "padding_end");
}

}  // namespace pw
