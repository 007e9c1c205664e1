// How fast memory is: what no pooling can beat.
#pragma once

#include <cstddef>

namespace pw::bench {

void read_only(const float* in, std::size_t count, char* out, std::size_t bytes);
// The output's lines are spread over the reading.
void read_and_stream(const float* in, std::size_t count, char* out, std::size_t bytes);
// The same with the next page asked for ahead.
void read_ahead_and_stream(const float* in, std::size_t count, char* out, std::size_t bytes);

}  // namespace pw::bench
