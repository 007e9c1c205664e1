// `poolwalk export`: figures, animations and worksheets, without a window.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/command_line/view.h"
#include "app/files/export_files.h"

namespace pw {

class Values;

struct ExportRequest {
    std::vector<std::string> files;
    std::string sample, output, palette;  // as written; empty: not said
    Reading reading;                      // of every file
    std::optional<Format> format;
    std::optional<What> what;
    Place place;
    std::optional<ColourBy> colour;
    std::optional<Map> map;
    std::optional<ViewSize> size;
    ExportOptions options;  // all the rest; words and fonts are filled in when it runs
};

// Reads the options of the command line; refusals go to `values`.
ExportRequest export_from(Values& values, std::vector<std::string> files);

struct ExportResult {
    std::string text;            // for standard output, with --output -
    std::vector<Message> notes;  // what was left out, what stands in for what
};

// Every file appears whole or not at all; what was written before a refusal stays.
Expected<ExportResult> run_export(const ExportRequest& request, const Words& words,
                                  const FileProgress& progress = {});

}  // namespace pw
