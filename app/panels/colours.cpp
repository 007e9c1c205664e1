#include "app/panels/colours.h"

namespace pw {

namespace {

bool same_look(const Watch& a, const Watch& b) {
    return a.stage == b.stage && a.batch == b.batch && a.channel == b.channel && a.colour == b.colour &&
           a.direction == b.direction && a.map == b.map;
}

}  // namespace

void Colours::refresh(const Pane& pane, const Tokens& t, Theme theme) {
    if (picture_ == pane.shown.picture && theme_ == theme && same_look(watch_, pane.watch)) return;
    if (picture_ != pane.shown.picture) all_ = domain_of(*pane.shown.picture);
    picture_ = pane.shown.picture;
    watch_ = pane.watch;
    theme_ = theme;
    both_signs_ = pw::both_signs(pane);
    steps_.clear();
    const StageResult* watched = picture_->find(watch_.stage);
    if (watched && watched->plan.steps() <= most_steps)
        for (std::int64_t s = 1; s <= watched->plan.steps(); ++s)
            steps_.push_back(output_look(pane, theme, s));
    input_ = input_thumb(pane, t, all_);
    stages_.clear();
    for (const StageResult& stage : picture_->done)
        stages_[stage.id] = stage_thumb(pane, stage, t, theme, all_);
}

const Thumb& Colours::stage(StageId id) const {
    static const Thumb none;
    const auto found = stages_.find(id);
    return found == stages_.end() ? none : found->second;
}

CellLook Colours::step(std::int64_t step) const {
    const auto i = static_cast<std::size_t>(step - 1);
    return i < steps_.size() ? steps_[i] : CellLook{};
}

}  // namespace pw
