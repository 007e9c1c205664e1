// Any bytes as a figure: no line in them, or one that its reader takes like any other text.
#include <cstdint>
#include <cstdlib>

#include "core/export/embedded.h"
#include "core/walk/share.h"

namespace {

using namespace pw;

void check(std::string_view bytes) {
    const auto line = embedded_line(bytes);
    if (!line) return;
    if (!figure_kind(bytes) || line->size() > limits::embedded_line) std::abort();
    (void)read_share_line(*line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    check(bytes);
    // Past the beginnings, which are rarely met by chance.
    check("\x89PNG\r\n\x1a\n" + bytes);
    check("%PDF-1.5\n/Keywords" + bytes);
    check("<svg><metadata>" + bytes + "</metadata>");
    return 0;
}
