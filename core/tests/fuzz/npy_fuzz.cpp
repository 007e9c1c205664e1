// Any bytes as a .npy file, read either way: refused, or numbers that are the same written and read again.
#include <cstring>

#include "core/tensor/array.h"
#include "core/tests/fuzz/picture.h"

namespace {

using namespace pw;

bool alike(const Tensor& a, const Tensor& b) {
    const auto u = a.data(), v = b.data();
    return a.shape() == b.shape() && std::memcmp(u.data(), v.data(), u.size_bytes()) == 0;
}

void check(std::string_view bytes, std::optional<Channels> channels) {
    const auto read = read_array("fuzz", bytes, channels);
    if (!read) return fuzz::expect(!read.error().what.key.empty());
    const auto again = read_array("fuzz", write_npy(read->tensor));
    fuzz::expect(again && alike(read->tensor, again->tensor));
    if (read->picture) fuzz::check_values({read->tensor});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const auto channels :
         {std::optional<Channels>(), std::optional(Channels::first), std::optional(Channels::last)})
        check(bytes, channels);
    if (const auto indices = read_npy_indices("fuzz", bytes))
        fuzz::expect(read_npy_indices("fuzz", write_npy(*indices)).has_value());
    return 0;
}
