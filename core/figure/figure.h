// The figure: panes and a look in, a Scene out. Pure; the only way from results to a picture.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/number.h"
#include "core/figure/measures.h"
#include "core/figure/palette.h"
#include "core/figure/scene.h"
#include "core/walk/clock.h"
#include "core/walk/experiment.h"
#include "core/walk/gradients.h"
#include "core/words/words.h"

namespace pw {

// A cell that the pointer is over, or that is selected.
struct Focus {
    // `context`: the input of the convolution that is shown before the watched stage; `kernel`: the weights
    // of that one or of the watched one.
    // `other`: the output of a comparison's second side; `difference`: of both.
    // `stage`: of the whole chain, what that stage puts out.
    enum class Grid { input, output, kernel, context, other, difference, stage };
    Grid grid = Grid::input;
    Position at;
    StageId stage = input_stage;  // of a grid of the whole chain
    bool operator==(const Focus&) const = default;
};

// A cell as a spot's id, and back: "input/cell/2,3", "output/cell/0,1", "stage/4/cell/0,1".
std::string spot_id(const Focus& cell);
std::optional<Focus> cell_of(std::string_view spot);

// The selected cell, when it can be edited.
struct CellEdit {
    Focus at;
    std::optional<std::string> text;           // while it is typed into
    bool fresh = false;                        // the first character replaces the text
    bool wrong = false;                        // the text is not a number; the value is the last one that was
    double was = 0;                            // before this edit
    std::shared_ptr<const Evaluation> before;  // nothing has changed yet: nullptr
};

// Paint mode: the value that a drag sets, and the cells that this drag has set so far.
struct Brush {
    double value = 9;
    std::vector<Focus> painted;
};

// The picture under other rules, and how many values of each stage's result differ from it (where the shape
// is the same): counted once, as a picture has millions.
struct OtherRules {
    std::shared_ptr<const Evaluation> picture;
    std::map<StageId, std::int64_t> differing;
};
OtherRules other_rules(std::shared_ptr<const Evaluation> before, const Evaluation& now);

// A picture that is looked at closer than as a whole: px a cell of its input, and which place of it (in
// cells) lies at which part of the view. Pictures are never left behind: `at` gives way at their edges.
struct Zoom {
    double pitch = 1;
    Vec2 cell;
    Vec2 at{.5, .5};
    bool operator==(const Zoom&) const = default;
};
namespace limits {
inline constexpr double zoom = 64;  // px a cell
}

// What lies under a picture: the window's values, or how many numbers there are before and after.
enum class UnderPicture { window, counts };

// The part of a pane that is neither experiment nor time; eased by the session.
struct View {
    std::optional<Focus> hover;
    // The whole chain in place of the watched stage, with what this value of it (grid `stage`) sees and
    // reaches.
    std::optional<Focus> field;
    std::optional<CellEdit> edit;
    std::optional<Brush> brush;
    std::optional<Pair> resize;                  // the input's size that letting go of its corner would give
    bool corner = false;                         // the pointer is near that corner
    std::shared_ptr<const OtherRules> compared;  // what differs from them is marked
    std::optional<Zoom> zoom;                    // of a picture; none: all of it
    double split = .5;                           // of two compared pictures: where the line between them is
    UnderPicture under = UnderPicture::window;
    bool sizing = false;  // a size is being looked for: all windows of the stage are outlined
    // After a resize the layout eases from this picture's: how far, 0..1.
    std::shared_ptr<const Evaluation> settling;
    double settled = 1;
    double waiting = 0;       // what is asked for is being worked out: how far this picture gives way, 0..1
    double card = 1;          // how far the error card is open, 0..1
    std::string hot;          // id of the spot under the pointer (buttons of the card)
    std::string focused;      // id of the spot with the keyboard's focus
    bool show_focus = false;  // after keyboard use only
};

struct PreparedImages;  // core/figure/pixels.h

struct Pane {
    Shown shown;
    Watch watch;  // stage, t, batch, channel, colour, map
    Pace pace = Pace::phases;
    bool playing = false;  // hover only shows values then
    View view;
    // What the watched stage sends back, kept where many scenes are made of one picture; else compose works
    // it out.
    std::shared_ptr<const BackwardWalk> back = nullptr;
    // Its pictures' pixels, worked out where there was time for it; compose makes what isn't among them.
    std::shared_ptr<const PreparedImages> images = nullptr;
};

struct Look {
    Theme theme = Theme::light;
    const Palette* palette = nullptr;  // in place of the theme's colours
    Measures measures;
    double width = 1232, height = 824;  // px at 100 %
    bool narrow = false;                // the window is narrower than 1280
    bool card = true;  // draw the sheet as a card with edge and shadow (the window); exports have a page
    bool indices = true;
    bool names = true;   // of the grids, with their shapes
    bool legend = true;  // what hatches and colours mean
    bool reduced_motion = false;
    NumberFormat numbers;
    const Words* words = nullptr;
    const Fonts* fonts = nullptr;
    bool operator==(const Look&) const = default;
};

// The look's palette, or its theme's own.
const Tokens& tokens_of(const Look& look);
const Hue& region_hue(int index, const Look& look);

Scene compose(std::span<const Pane> panes, const Look& look);

// What the parts of a step are called: keys under "phase." and, with a sentence, "page.phase.".
std::array<std::string_view, 4> phases_of(const OpInfo* op, bool back);

// Of a pane that is walked backward; nullptr where that can't be shown, and for one that goes forward.
std::shared_ptr<const BackwardWalk> back_of(const Pane& pane);

// Whether negative and positive values lie on the canvas: the diverging map is the right one then.
bool both_signs(const Pane& pane);

// Colours of output cells as compose shows them, for the scrubber and the ribbon's thumbnails.
struct CellLook {
    Colour fill, ink, edge;
};
CellLook output_look(const Pane& pane, Theme theme, std::int64_t step);

}  // namespace pw
