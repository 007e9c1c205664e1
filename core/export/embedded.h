// The experiment that an exported figure carries: a share line in the metadata of SVG, PNG and PDF. Any bytes
// may be given: nothing is parsed further than to find the line, which its reader checks as any pasted one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pw {

enum class FigureKind { svg, png, pdf };

namespace limits {
inline constexpr std::size_t embedded_line = 1 << 20;  // bytes; longer ones are passed over
}

// Under which a PNG's text chunk and a PDF's keywords hold the line.
inline constexpr std::string_view embedded_keyword = "Poolwalk";

// By how it begins; nothing for what is no figure.
std::optional<FigureKind> figure_kind(std::string_view bytes);

// Nothing when there is none.
std::optional<std::string> embedded_line(std::string_view bytes);

}  // namespace pw
