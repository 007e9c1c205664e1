#include "app/panels/head_rows.h"

#include "app/ui/widgets.h"
#include "core/figure/facts.h"

namespace pw {

namespace {

// The third segment says what was chosen under More.
const char* third_of(std::string_view op) {
    if (op == "conv") return "controls.op.conv";
    if (op == "relu") return "controls.op.relu";
    if (op == "min_pool") return "controls.op.min";
    if (op == "lp_pool") return "controls.op.lp";
    if (op == "blur_pool") return "controls.op.blur";
    if (op == "stochastic_pool") return "controls.op.stochastic";
    if (op == "fractional_max_pool") return "controls.op.fractional";
    if (op == "max_unpool") return "controls.op.unpool";
    if (op.starts_with("adaptive_")) return "controls.op.adaptive";
    return op.starts_with("global_") ? "controls.op.global" : "controls.op.more";
}

}  // namespace

double HeadRows::head_height(const Stage* stage) const {
    return sides_height() + (stage ? direction_height() : 0);
}

void HeadRows::draw_head(const Stage* stage) {
    const double begin = top_;
    if (compares()) choose_side();
    top_ += sides_height();
    operation(stage);
    if (stage && direction_height() > 0) direction_rows(*stage);
    top_ = begin;
}

bool HeadRows::compares() const { return f_.session.experiment().compares(f_.session.watch().stage); }
bool HeadRows::goes_back() const { return f_.session.watch().direction == Direction::backward; }

double HeadRows::sides_height() const { return compares() ? 52 : 0; }

// Two that are compared walk forward only.
double HeadRows::direction_height() const { return compares() ? 0 : goes_back() ? 114 : 70; }

// What follows is this side's.
void HeadRows::choose_side() {
    const Experiment& e = f_.session.experiment();
    const StageId ids[] = {e.branch->beside, e.branch->stage.id};
    std::vector<Segment> segments;
    for (int i = 0; i < 2; ++i) {
        segments.push_back({i ? "controls/side/b" : "controls/side/a", std::string(e.find(ids[i])->op->name),
                            f_.session.watch().stage == ids[i]});
        segments.back().side = i;
    }
    const int choice =
        segmented(kit_, "controls/side", {area_.x, top_, area_.w, 40}, segments, narrow_ ? 13 : 15);
    if (choice >= 0) f_.session.apply(action::WatchStage{ids[choice]});
}

void HeadRows::operation(const Stage* stage) {
    const std::string_view op = stage ? stage->op->name : "";
    const bool other = stage && op != "max_pool" && op != "avg_pool";
    const std::string third = third_of(op);
    const Segment segments[] = {
        {"controls/op/max", f_.say("controls.op.max"), op == "max_pool"},
        {"controls/op/average", f_.say("controls.op.average"), op == "avg_pool"},
        {"controls/op/more", f_.say(third), other, true},
    };
    const Rect r{area_.x, top_, area_.w, 40};
    const int choice = segmented(kit_, "controls/op", r, segments, 15, stage != nullptr);
    if (choice == 0) f_.session.apply(action::SetOp{stage->id, "max_pool"});
    if (choice == 1) f_.session.apply(action::SetOp{stage->id, "avg_pool"});
    if (choice == 2) f_.open(Popover::operations, "controls/op/more", r);
}

void HeadRows::direction_rows(const Stage& stage) {
    constexpr double row_walk = 82, row_send = 126;
    label(row_walk, f_.say("controls.walk"), "", "", right(), kit_.t.ink);
    const bool back = goes_back();
    const Segment ways[] = {{"controls/walk/forward", f_.say("controls.walk.forward"), !back},
                            {"controls/walk/backward", f_.say("controls.walk.backward"), back}};
    if (const int way = segments_in(row_walk, "controls/walk", ways, narrow_ ? 13 : 15); way >= 0)
        f_.session.apply(action::SetDirection{static_cast<Direction>(way)});
    if (back) send(stage, row_send);
    const double end = (back ? row_send : row_walk) + 34;
    kit_.pen.line({area_.x, y(end) + .5}, {right(), y(end) + .5}, 1, kit_.t.line);
}

// Only the last stage sends numbers of one's own; what arrives at the others follows.
void HeadRows::send(const Stage& stage, double row) {
    const auto walk = back_of(f_.session.pane());
    const Experiment& e = f_.session.experiment();
    const Stage* from = walk ? e.find(walk->from) : nullptr;
    if (from || sending_stage(e) != stage.id) {
        const std::string note =
            from ? f_.words(Message("controls.send.arrives", {std::string(from->op->name)})) : "";
        return label(row, f_.say("controls.send"), "", note, right(), kit_.t.ink);
    }
    label(row, f_.say("controls.send"), "", "", right(), kit_.t.ink);
    const bool own = !e.sent.empty();
    const Segment all[] = {{"controls/send/ones", f_.say("controls.send.ones"), !own},
                           {"controls/send/own", f_.say("controls.send.own"), own}};
    if (const int chosen = segments_in(row, "controls/send", all, narrow_ ? 13 : 15); chosen >= 0)
        f_.session.apply(action::SetSend{chosen == 1});
}

}  // namespace pw
