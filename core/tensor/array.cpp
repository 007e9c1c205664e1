#include "core/tensor/array.h"

#include <algorithm>

#include "core/tensor/file_shape.h"

namespace pw {

namespace {

constexpr std::int64_t small = 16;  // sides up to here are as likely those of a feature map

bool few(std::int64_t channels) { return channels == 1 || channels == 3 || channels == 4; }

bool holds_bytes(const NpyHead& head) { return head.type == "uint8"; }

bool is_picture(const NpyHead& head, const Shape& s, std::optional<Channels> channels) {
    const bool coloured = s.c == 3 && channels == Channels::last;
    const bool large = std::min(s.h, s.w) > small;
    return holds_bytes(head) && s.n == 1 && (s.c == 1 || s.c == 3) && (coloured || large);
}

// (1, H, W, C) as it was read, to (1, C, H, W) with so many of the channels.
Expected<Tensor> channels_first(std::string_view name, const Tensor& pixels, std::int64_t channels) {
    const Shape from = pixels.shape(), to{1, channels, from.c, from.h};
    if (auto checked = check_file_shape(name, to); !checked) return tl::unexpected(checked.error());
    Buffer<float> values(static_cast<std::size_t>(to.count()));
    for (std::int64_t c = 0; c < channels; ++c) {
        float* plane = values.data() + c * to.plane();
        const float* value = pixels.data().data() + c;
        for (std::int64_t i = 0; i < to.plane(); ++i) plane[i] = value[i * from.w];
    }
    return Tensor(to, std::move(values));
}

}  // namespace

ArrayReading likely_reading(const NpyHead& head) {
    const auto& sizes = head.sizes;
    if (sizes.size() != 3 || !few(sizes[2])) return {};
    const bool large = std::min(sizes[0], sizes[1]) > small, both = few(sizes[0]);
    const bool last = holds_bytes(head) || (large && !both);
    return {last ? Channels::last : Channels::first, both || !large};
}

Expected<FileArray> read_array(std::string_view name, std::string_view bytes,
                               std::optional<Channels> channels) {
    const auto head = read_npy_head(name, bytes);
    if (!head) return tl::unexpected(head.error());
    auto tensor = read_npy(name, bytes);
    if (!tensor) return tl::unexpected(std::move(tensor.error()));
    FileArray out;
    if (head->sizes.size() == 3) {
        const ArrayReading likely = likely_reading(*head);
        out.channels = channels.value_or(likely.channels);
        out.doubtful = !channels && likely.doubtful;
    }
    if (out.channels == Channels::last) {
        const std::int64_t all = head->sizes[2];
        out.alpha_dropped = all == 4 && holds_bytes(*head);
        tensor = channels_first(name, *tensor, out.alpha_dropped ? 3 : all);
        if (!tensor) return tl::unexpected(std::move(tensor.error()));
    }
    out.tensor = std::move(*tensor);
    out.picture = is_picture(*head, out.tensor.shape(), out.channels);
    return out;
}

}  // namespace pw
