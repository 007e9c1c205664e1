#include "core/figure/prepared.h"

#include "core/figure/pixels.h"
#include "core/walk/clean.h"

namespace pw {

Prepared prepared(bool clean, const Experiment& experiment, Pane pane, Theme theme,
                  const std::stop_token& stop) {
    auto picture = evaluate_beside(clean, experiment, pane.shown.picture.get(), stop);
    if (!picture || picture->stopped || stop.stop_requested()) return {std::move(picture), nullptr};
    pane.shown.picture = picture;
    if (!picture->find(pane.watch.stage)) pane.watch.stage = input_stage;
    return {picture, prepared_images(pane, tokens(theme))};
}

}  // namespace pw
