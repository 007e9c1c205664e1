#include "app/panels/colours.h"

#include "core/figure/compare.h"

namespace pw {

namespace {

bool same_look(const Watch& a, const Watch& b) {
    return a.stage == b.stage && a.batch == b.batch && a.channel == b.channel && a.colour == b.colour &&
           a.direction == b.direction && a.map == b.map;
}

std::vector<CellLook> looks_of(const Pane& pane, Theme theme) {
    std::vector<CellLook> looks;
    const StageResult* walked = pane.shown.picture->find(pane.watch.stage);
    if (walked && walked->plan.steps() <= Colours::most_steps)
        for (std::int64_t s = 1; s <= walked->plan.steps(); ++s) looks.push_back(output_look(pane, theme, s));
    return looks;
}

}  // namespace

void Colours::refresh(const Pane& pane, const Tokens& t, Theme theme) {
    const bool chain = pane.view.field.has_value();
    if (picture_ == pane.shown.picture && theme_ == theme && chain_ == chain && same_look(watch_, pane.watch))
        return;
    chain_ = chain;
    if (picture_ != pane.shown.picture) all_ = domain_of(*pane.shown.picture);
    picture_ = pane.shown.picture;
    watch_ = pane.watch;
    theme_ = theme;
    both_signs_ = pw::both_signs(pane);
    const std::vector<Pane> sides = sides_of(pane);
    steps_ = looks_of(sides.empty() ? pane : sides[0], theme);
    other_steps_ = sides.empty() ? std::vector<CellLook>() : looks_of(sides[1], theme);
    input_ = input_thumb(pane, t, all_);
    stages_.clear();
    for (const StageResult& stage : picture_->done)
        stages_[stage.id] = stage_thumb(pane, stage, t, theme, all_);
    for (const Pane& side : sides)
        stages_[side.watch.stage] = stage_thumb(side, *picture_->find(side.watch.stage), t, theme, all_);
    if (picture_->branch && sides.empty())
        stages_[picture_->branch->id] = stage_thumb(pane, *picture_->branch, t, theme, all_);
}

const Thumb& Colours::stage(StageId id) const {
    static const Thumb none;
    const auto found = stages_.find(id);
    return found == stages_.end() ? none : found->second;
}

CellLook Colours::look_in(const std::vector<CellLook>& steps, std::int64_t step) {
    const auto i = static_cast<std::size_t>(step - 1);
    return i < steps.size() ? steps[i] : CellLook{};
}

}  // namespace pw
