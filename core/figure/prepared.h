// What takes time before a large experiment can be shown, on any thread.
#pragma once

#include "core/figure/figure.h"

namespace pw {

struct Prepared {
    std::shared_ptr<const Evaluation> picture;     // nullptr: stopped
    std::shared_ptr<const PreparedImages> images;  // nullptr: stopped, or the experiment isn't valid
};

// `clean`: with what there is without noise and shift. `pane`: how it is looked at, with the picture and the
// images before; of those, what still holds is taken over.
Prepared prepared(bool clean, const Experiment& experiment, Pane pane, Theme theme,
                  const std::stop_token& stop = {});

}  // namespace pw
