#include "core/export/tikz_text.h"

#include "core/base/utf8.h"

namespace pw {

namespace {

struct Sign {
    std::string_view text, tex;
};

constexpr Sign signs[] = {
    {"\\", "\\textbackslash{}"},
    {"{", "\\{"},
    {"}", "\\}"},
    {"$", "\\$"},
    {"&", "\\&"},
    {"#", "\\#"},
    {"%", "\\%"},
    {"_", "\\_"},
    {"^", "\\textasciicircum{}"},
    {"~", "\\textasciitilde{}"},
    {"<", "\\ensuremath{<}"},
    {">", "\\ensuremath{>}"},
    {"|", "\\ensuremath{|}"},
    {"\"", "\\textquotedbl{}"},
    // Else -- and '' would become one sign.
    {"-", "{-}"},
    {"'", "{'}"},
    {"`", "{`}"},
    {",", "{,}"},
    {" ", "\\ "},
    {"\u00A0", "~"},
    {"\u2009", "\\,"},
    {"\u202F", "\\,"},
    {"·", "\\ensuremath{\\cdot}"},
    {"×", "\\ensuremath{\\times}"},
    {"÷", "\\ensuremath{\\div}"},
    {"±", "\\ensuremath{\\pm}"},
    {"°", "\\ensuremath{^\\circ}"},
    {"−", "\\ensuremath{-}"},
    {"≈", "\\ensuremath{\\approx}"},
    {"≠", "\\ensuremath{\\neq}"},
    {"≤", "\\ensuremath{\\leq}"},
    {"≥", "\\ensuremath{\\geq}"},
    {"∞", "\\ensuremath{\\infty}"},
    {"∗", "\\ensuremath{\\ast}"},
    {"√", "\\ensuremath{\\surd}"},
    {"Σ", "\\ensuremath{\\Sigma}"},
    {"∑", "\\ensuremath{\\Sigma}"},
    {"→", "\\ensuremath{\\rightarrow}"},
    {"←", "\\ensuremath{\\leftarrow}"},
    {"↑", "\\ensuremath{\\uparrow}"},
    {"↓", "\\ensuremath{\\downarrow}"},
    {"–", "\\textendash{}"},
    {"—", "\\textemdash{}"},
    {"…", "\\ldots{}"},
    {"‘", "\\textquoteleft{}"},
    {"’", "\\textquoteright{}"},
    {"“", "\\textquotedblleft{}"},
    {"”", "\\textquotedblright{}"},
    {"‹", "\\ensuremath{\\langle}"},
    {"›", "\\ensuremath{\\rangle}"},
};

std::string_view tex_of(std::string_view character) {
    for (const Sign& s : signs)
        if (s.text == character) return s.tex;
    return character;
}

}  // namespace

std::string tex_escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = utf8::after(text, at);
        const std::string_view character = text.substr(at, end - at);
        // Control characters end lines and words in ways of their own.
        if (character.size() > 1 || static_cast<unsigned char>(character[0]) >= 0x20)
            out += tex_of(character);
        at = end;
    }
    return out;
}

bool has_chinese(std::string_view text) {
    // U+2E80 and above are three bytes from E2 BA 80 on; emoji are none of ours.
    for (std::size_t at = 0; at < text.size(); at = utf8::after(text, at))
        if (text.substr(at, 3) >= "\xE2\xBA\x80") return true;
    return false;
}

}  // namespace pw
