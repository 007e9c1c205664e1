// Any text as code: refused, or a document that can be written and read again, with a row for each line, the
// same each time.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/code/read_code.h"

namespace {

using namespace pw;

void expect(bool fact) {
    if (!fact) std::abort();
}

Expected<std::string> no_files(std::string_view) { return fail("problem.file.not_found"); }

void check(const CodeRead& read) {
    int used = 0;
    for (const CodeLine& line : read.lines) {
        expect(line.number > 0 && !line.text.empty() && !line.meaning.empty());
        used += line.use == CodeLine::Use::used ? 1 : 0;
    }
    expect(used == read.used);
    const Experiment& e = read.document.experiment;
    expect(!e.input.tensor.empty());
    for (const Stage& stage : e.stages) expect(stage.op && stage.params.window.dialect == e.dialect);
    constexpr std::int64_t few = 1 << 14;
    if (e.input.tensor.shape().count() > few) return;
    Document named = read.document;
    named.experiment.title = Message("title.plain", {std::string("fuzz")});
    const std::string text = write_document(named);
    if (text.size() > 1 << 20) return;
    const auto again = read_document(text, "fuzz.json", no_files);
    expect(again && write_document(*again) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const Document now = *load_sample("max-4x4");
    looks_like_code(text);
    const auto read = read_code(text, now);
    if (!read) return 0;
    check(*read);
    const auto again = read_code(text, now);
    expect(again && again->lines.size() == read->lines.size());
    return 0;
}
