#include "app/panels/rows.h"

#include "core/text/wrap.h"
#include "core/walk/document_stage.h"

namespace pw {

void Rows::label(double row, const std::string& name, const std::string& api, const std::string& note,
                 double until, Colour colour) {
    double x = area_.x;
    kit_.pen.text({x, y(row)}, name, Weight::medium, 15, colour);
    x += kit_.pen.width(name, Weight::medium, 15) + 10;
    const auto small = [&](const std::string& text) {
        const double w = kit_.pen.width(text, Weight::regular, 13);
        if (text.empty() || x + w > until) return;
        kit_.pen.text({x, y(row)}, text, Weight::regular, 13, kit_.t.text3);
        x += w + 8;
    };
    const double note_w = note.empty() ? 0 : kit_.pen.width(note, Weight::regular, 13) + 8;
    const double api_w = api.empty() ? 0 : kit_.pen.width(api, Weight::regular, 13) + 8;
    if (x + api_w + note_w - 8 <= until) small(api);
    small(note);
}

std::string Rows::api(const char* word) const { return f_.chinese() ? word : ""; }

std::optional<Pair> Rows::pair(double row, const std::string& id, Pair value, bool two, std::int64_t least,
                               bool invalid, bool enabled) {
    const StepperLook look{least, invalid, enabled};
    const double top = y(row) - 18;
    if (!two) {
        const auto v = stepper(kit_, id, {right() - 124, top, 124, 36}, value.h, look);
        return v ? std::optional(Pair{*v, *v}) : std::nullopt;
    }
    const double w = narrow_ ? 72 : 84, gap = narrow_ ? 16 : 24;
    const auto h = stepper(kit_, id, {right() - 2 * w - gap, top, w, 36}, value.h, look);
    kit_.pen.text({right() - w - gap / 2, y(row)}, "×", Weight::regular, 15, kit_.t.text3, Align::middle);
    const auto v = stepper(kit_, id + "/w", {right() - w, top, w, 36}, value.w, look);
    if (!h && !v) return std::nullopt;
    return Pair{h.value_or(value.h), v.value_or(value.w)};
}

double Rows::fields_left(bool two) const { return right() - (two ? (narrow_ ? 160 : 192) : 124) - 8; }

Rect Rows::chain(double row, bool two) const { return {fields_left(two) - 36, y(row) - 18, 36, 36}; }

int Rows::segments_in(double row, const std::string& id, std::span<const Segment> segments, double size) {
    const double w = narrow_ ? 184 : 232;
    return segmented(kit_, id, {right() - w, y(row) - 18, w, 36}, segments, size);
}

std::optional<std::int64_t> Rows::seed_in(double row, const std::string& id, std::int64_t now, bool invalid) {
    label(row, f_.say("controls.seed"), api("seed"), "", fields_left(false) - 44, kit_.t.ink);
    if (ghost(kit_, id + "/dice", {right() - 168, y(row) - 18, 36, 36}, icons::dice(),
              {.tip = f_.say("controls.seed.dice"), .key = {}}))
        return now + 1;
    const auto v = pair(row, id, {now, now}, false, 0, invalid, true);
    return v ? std::optional(v->h) : std::nullopt;
}

std::string Rows::gesture(const char* control) const {
    if (!kit_.hand.dragged) return control;
    return control + std::string(action::drag_mark) + std::to_string(kit_.hand.drags);
}

void Rows::set(const Stage& stage, const char* parameter, std::vector<std::int64_t> values,
               const char* control) {
    f_.session.apply(action::Set{stage.id, {{parameter, std::move(values)}}, gesture(control)});
}

void Rows::mark(const Stage& stage, double row, Param parameter) {
    const Experiment& e = f_.session.experiment();
    if (!e.compares(stage.id)) return;
    const Stage* beside = e.find(e.branch->beside);
    if (!beside || alike(*beside, e.branch->stage, parameter)) return;
    kit_.pen.disc({area_.x - 10, y(row)}, 3, kit_.t.ink);
    kit_.says("controls/differs/" + std::string(parameter_key(parameter)), {area_.x - 13, y(row) - 3, 6, 6},
              "", true, "");
}

bool Rows::blamed(const Stage& stage, std::string_view parameter) const {
    const auto& problem = f_.session.shown().problem;
    return problem && problem->stage == stage.id && problem->problem.parameter == parameter;
}

void Rows::note(double row, const std::string& text, double size) {
    const auto width = [&](const std::string& s) { return kit_.pen.width(s, Weight::regular, size); };
    double at = y(row);
    for (const std::string& part : wrapped(text, area_.w, width)) {
        kit_.pen.text({area_.x, at}, part, Weight::regular, size, kit_.t.text3);
        at += size + 6;
    }
}

void Rows::plain(const Stage& stage, double row, const char* key, const char* parameter, Pair value,
                 bool tied, std::int64_t least, const std::string& reason) {
    const bool two = value.h != value.w || !tied, enabled = reason.empty();
    label(row, f_.say(key), api(parameter), reason, fields_left(two), kit_.t.ink);
    const std::string id = std::string("controls/") + parameter;
    if (const auto v = pair(row, id, value, two, least, blamed(stage, parameter), enabled))
        set(stage, parameter, {v->h, v->w}, parameter);
}

void Rows::flag(const Stage& stage, double row, const char* key, const char* parameter, bool on,
                const std::string& reason) {
    const Rect r{right() - 40, y(row) - 12, 40, 24};
    const std::string name = f_.say(key);
    label(row, name, api(parameter), reason, r.x - 8, kit_.t.ink);
    if (toggle(kit_, std::string("controls/") + parameter, r, on, name, reason.empty()))
        set(stage, parameter, {on ? 0 : 1}, parameter);
}

}  // namespace pw
