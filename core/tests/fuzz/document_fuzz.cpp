// Any bytes as a document: refused, or written so that it reads back as the same; and where its chain can't
// work, every offered fix makes it work.
#include <cstdint>
#include <cstdlib>

#include "core/walk/document.h"

namespace {

using namespace pw;

Expected<std::string> no_files(std::string_view name) { return fail("fuzz.file", {std::string(name)}); }

void expect(bool fact) {
    if (!fact) std::abort();
}

void check_fix(const Experiment& e, const ChainFix& fix) {
    const bool sizes = fix.stage == input_stage;
    if (sizes && fix.changes[0].values[0] * fix.changes[0].values[1] > 1 << 16) return;
    const auto out = output_shape(with_fix(e, fix), 0);
    expect(out && out->h == fix.out.h && out->w == fix.out.w);
}

void check_chain(const Experiment& e) {
    Shape shape = e.input.tensor.shape();
    for (const Stage& stage : e.stages) {
        if (stage.muted) continue;
        const auto plan = stage.op->plan(stage.params, shape);
        if (!plan) {
            if (const auto chain = chain_of(e, {stage.id, plan.error(), {}}))
                for (const ChainFix& fix : chain->fixes) check_fix(e, fix);
            return;
        }
        shape = plan->out;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto document = read_document(bytes, "fuzz.json", no_files);
    if (!document) return 0;
    const std::string text = write_document(*document);
    const auto again = read_document(text, "fuzz.json", no_files);
    expect(again && write_document(*again) == text);
    check_chain(document->experiment);
    return 0;
}
