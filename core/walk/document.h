// A document (.json, versioned, readable): an experiment and what is watched. Bytes in, bytes out; files
// belong to app.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/walk/experiment.h"

namespace pw {

struct Document {
    Experiment experiment;
    Watch watch;
};

// Gives the bytes of a file that a document names, or why it can't.
using FileReader = std::function<Expected<std::string>(std::string_view name)>;

// Strict: unknown keys, wrong types, newer versions and anything above the limits are refused with the key
// and the line ("problem.document.*"). `name` only goes into messages.
Expected<Document> read_document(std::string_view json, std::string_view name, const FileReader& files,
                                 const ReadProgress& progress = {});
// Ends with a newline; reads back as the same document, float32 to the bit.
std::string write_document(const Document& document);

// What can stand as a title: one line of a bounded length.
std::string title_line(std::string_view text);
// The file's name without folders and its last ending: the title of a document that doesn't have its own.
Message title_of_file(std::string_view name);

// "photo.jpg, reduced 2 times", or only the file's name.
Message title_of_source(const Source& source);

// A tensor made from the bytes of a PNG, a JPEG, a .npy or a .csv, told by its content first, then by its
// name.
Expected<Source> read_source(std::string_view name, std::string_view bytes, const Reading& reading = {},
                             const ReadProgress& progress = {});

// Whether it is meant as a document: it begins with a brace.
bool is_document(std::string_view bytes);

// Any of the three: a document or a share line as it is, values with one pooling stage around them that suits
// their size. A document says itself how its file is read.
Expected<Document> open_document(std::string_view name, std::string_view bytes, const FileReader& files,
                                 const Reading& reading = {}, const ReadProgress& progress = {});

// The shape that a stage puts out (0: the last one), found without computing; why not when some stage before
// can't be.
Expected<Shape> output_shape(const Experiment& experiment, StageId stage);
// What reaches the stage at this position; where the chain stops before it, the last size that it has.
Shape shape_before(const Experiment& experiment, int index);
// How many steps it walks in, likewise; of two that are compared, the longer walk.
Expected<std::int64_t> walk_steps(const Experiment& experiment, StageId stage);

// The samples, in the menu's order: "max-4x4", "average-4x4", …
std::vector<std::string> sample_names();
// One line about a sample: "the largest of each window".
Message sample_line(std::string_view name);
Expected<Document> load_sample(std::string_view name);

}  // namespace pw
