// `poolwalk [FILE]`: what the command line says about the window.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/figure/colour.h"
#include "core/walk/document.h"
#include "core/words/words.h"

namespace pw {

struct ViewSize {
    int width = 0, height = 0;
    bool operator==(const ViewSize&) const = default;
};

// Nothing in an optional: not said, so settings and autosave decide.
struct ViewOptions {
    std::string file, sample;           // as written; both may be empty
    Reading reading;                    // of the file
    std::optional<std::int64_t> stage;  // from 1
    std::optional<std::int64_t> step;   // or time, never both
    std::optional<double> time;
    std::optional<ViewSize> size;
    std::optional<double> scale;
    std::optional<Theme> theme;
    std::optional<Language> language;
    std::optional<ColourBy> colour;
    std::optional<Map> map;
    std::string screenshot, report_layout;  // files to write; settings and autosave are then left alone …
    bool keep_state = false;                // … unless a test wants them with its report
    std::string assets;                     // folder that assets are read from; already in force

    // What to open, read and checked, with stage, time, colour and map of the options in its watch. Nothing
    // when the command line names neither what to open nor where to start: then the autosave, else the sample
    // "max-4x4".
    std::optional<Document> document;
    // The file is too large as it is: a window opens on the sample and offers it reduced.
    std::optional<Problem> refused;
    // Reading the file may take a moment: a window opens on the sample, shows how far it is, and says what is
    // wrong with it.
    bool opens_in_window = false;
};

// Where in the document to begin. Refuses stages, steps and times that don't exist.
struct Place {
    std::optional<std::int64_t> stage, step;
    std::optional<double> time;
};
Expected<void> go_to(const Place& place, Document& document);

// Opens FILE or the sample and fills in `document`; refuses what can't be read and places that don't exist. A
// large file or a pipe is left to the window, unless the options say what is wanted of it.
Expected<void> open_for_view(ViewOptions& options);

// The window (app/window/view.cpp): the program's exit status.
int run_view(const ViewOptions& options);

}  // namespace pw
