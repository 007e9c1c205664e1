// Numbers and lists of them as Python has them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/ops/window.h"

namespace pw::script {

// "3", "0.25", "-0.", "inf"; reads back as the same float32.
std::string number(float v);

// `head`, the nested list of these dimensions, `tail`; broken into lines where it is long. `real`: a list of
// whole numbers begins with one that has a point, so that it is a list of floats.
std::vector<std::string> literal(const std::string& head, std::span<const std::int64_t> dimensions,
                                 std::vector<std::string> cells, const std::string& tail, bool real);
// All four dimensions of it.
std::vector<std::string> literal(const std::string& head, const Tensor& tensor, const std::string& tail,
                                 bool real);
// A single plane as rows and columns, with `of_plane` after the tail; else all four dimensions.
std::vector<std::string> planes(const std::string& head, const Tensor& tensor, const std::string& tail,
                                const std::string& of_plane);
// One dimension.
std::vector<std::string> row(const std::string& head, std::vector<std::string> cells, const std::string& tail,
                             bool real);
std::vector<std::string> cells(std::span<const float> values);
std::vector<std::string> cells(std::span<const std::int64_t> values);
}  // namespace pw::script
