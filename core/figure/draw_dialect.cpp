// What other rules have changed: rings around outputs that differ, and a sentence in the strip.
#include <algorithm>
#include <utility>

#include "core/figure/draw.h"
#include "core/figure/editable.h"

namespace pw {

namespace {

const StageResult* earlier(const Facts& f) {
    const auto& compared = f.pane->view.compared;
    return compared && f.result && !f.pane->view.edit ? compared->picture->find(f.stage->id) : nullptr;
}

std::string sentence(const Kit& kit, const Facts& f, const StageResult& before) {
    const Shape &was = before.plan.out, &is = f.result->plan.out;
    if (was != is) return kit.word("rules.size", {shape_text(is.h, is.w), shape_text(was.h, was.w)});
    const std::int64_t count = f.pane->view.compared->differing.at(f.stage->id);
    return count == 0 ? kit.word("rules.same") : kit.word("rules.values", {count, is.count()});
}

}  // namespace

OtherRules other_rules(std::shared_ptr<const Evaluation> before, const Evaluation& now) {
    OtherRules rules{std::move(before), {}};
    const auto count = [&](const StageResult& r) {
        const StageResult* was = rules.picture->find(r.id);
        if (!was || was->plan.out != r.plan.out) return;
        std::int64_t& differing = rules.differing[r.id];
        const auto a = was->out.values.data(), b = r.out.values.data();
        for (std::size_t i = 0; i < a.size(); ++i) differing += !same_bits(a[i], b[i]);
    };
    std::ranges::for_each(now.done, count);
    if (now.branch) count(*now.branch);
    return rules;
}

void draw_rules(Kit& kit, const Facts& f, const FigureLayout& l) {
    if (!earlier(f) || l.kind == FigureLayout::Kind::picture) return;
    kit.group("rules");
    for (const ChangedCell& c : changed_outputs(f, f.pane->view.compared->picture.get()))
        draw_output_ring(kit, l.output.at(c.at), l.output.radius);
}

bool draw_rules_head(Kit& kit, const Facts& f, double x, double middle, double room) {
    const StageResult* before = earlier(f);
    if (!before) return false;
    static constexpr const char* names[] = {"rules.torch", "rules.onnx", "rules.tf"};
    const std::string head = kit.word(names[static_cast<std::size_t>(f.evaluation->of.dialect)]);
    const double w = kit.text(x, middle, head, 15, Weight::semibold, kit.tok.ink);
    const std::string text = sentence(kit, f, *before);
    kit.spot("strip/rules", {x, middle - 12, w, 24}, head + " " + text);
    if (w + 20 + kit.width(text, 15, Weight::medium) <= room)
        kit.text(x + w + 20, middle, text, 15, Weight::medium, kit.tok.text2);
    return true;
}

}  // namespace pw
