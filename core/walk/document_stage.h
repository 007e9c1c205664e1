// Reading pieces of a document: keys, whole numbers, stages.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/walk/document_json.h"
#include "core/walk/experiment.h"

namespace pw {

// Where in which file something is; makes the problems that name it.
struct Place {
    std::string name;

    tl::unexpected<Problem> refuse(std::string key, std::int64_t line, std::vector<Arg> more = {}) const;
    // Every key of the object must be among these.
    Expected<void> check_keys(const Json& object, std::span<const std::string_view> known) const;
    Expected<std::int64_t> integer(const Json& value, std::string_view key, std::int64_t low,
                                   std::int64_t high) const;
    Expected<bool> boolean(const Json& value, std::string_view key) const;
    // A word out of a few.
    Expected<std::size_t> choice(const Json& value, std::string_view key,
                                 std::span<const std::string_view> words) const;
    // A table of at least `fewest` and at most `most` dimensions, filled up with ones in front.
    Expected<Tensor> tensor(Json& value, std::string_view key, std::size_t fewest, std::size_t most) const;
};

// `beside`: of the one that another is compared with.
Expected<Stage> read_stage(const Place& place, Json& json, StageId id, bool beside = false);

// What a parameter is called in a document: PyTorch's name.
std::string_view parameter_key(Param p);
// In the order of their enumerations.
inline constexpr std::string_view auto_pad_words[] = {"none", "valid", "same_upper", "same_lower"};
inline constexpr std::string_view dialect_words[] = {"torch", "onnx", "tf"};

}  // namespace pw
