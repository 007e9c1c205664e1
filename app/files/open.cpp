#include "app/files/open.h"

#include "app/files/bytes.h"
#include "core/code/read_code.h"
#include "core/export/embedded.h"
#include "core/tensor/csv.h"
#include "core/walk/share.h"

namespace pw {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_inline = 16LL << 20;  // cells

fs::path whole(const fs::path& path) {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    return (error ? path : absolute).lexically_normal();
}

// How the document names the file.
std::string reference(const fs::path& file, const fs::path& document) {
    const fs::path relative = file.lexically_relative(whole(document).parent_path());
    const bool outside = relative.empty() || *relative.begin() == "..";
    return outside ? file.string() : relative.string();
}

// What a figure carries; a line that can't be read is the file's fault, not one of copying.
Expected<Document> open_figure(const std::string& name, const std::string& line) {
    auto document = read_share_line(line);
    if (document) return document;
    const std::string& key = document.error().what.key;
    const bool damaged = key.starts_with("problem.share.") && key != "problem.share.version";
    return damaged ? fail("problem.figure.damaged", {name}) : document;
}

bool is_code(const fs::path& path, const std::string& bytes) {
    return path.extension() == ".py" || (path.extension() == ".txt" && looks_like_code(bytes));
}

// What the code doesn't say is as it is in the first sample.
Expected<Document> open_code(const std::string& name, const std::string& text) {
    auto read = load_sample("max-4x4").and_then([&](const Document& d) { return read_code(text, d); });
    if (!read) return tl::unexpected(std::move(read.error()));
    read->document.experiment.title = Message("title.plain", {name});
    return std::move(read->document);
}

Expected<Document> open_bytes(const fs::path& path, const std::string& name, const std::string& bytes) {
    if (const auto line = embedded_line(bytes)) return open_figure(name, *line);
    const auto kind = figure_kind(bytes);
    const bool meant = path.extension() == ".svg" || path.extension() == ".pdf";
    // A picture without an experiment is a picture.
    if (kind ? *kind != FigureKind::png : meant) return fail("problem.figure.none", {name});
    if (is_code(path, bytes)) return open_code(name, bytes);
    return open_document(name, bytes, files_next_to(path));
}

}  // namespace

Expected<Document> open_file(const fs::path& path) {
    const std::string name = path.filename().string();
    auto document =
        read_bytes(path).and_then([&](const std::string& bytes) { return open_bytes(path, name, bytes); });
    if (!document) return document;
    Experiment& e = document->experiment;
    if (!e.input.file.empty()) e.input.file = whole(path.parent_path() / e.input.file).string();
    if (path.extension() == ".json") e.title = title_of_file(name);
    return document;
}

std::optional<std::string> code_in_file(const fs::path& path) {
    if (path.extension() != ".py" && path.extension() != ".txt") return {};
    auto bytes = read_bytes(path);
    return bytes && is_code(path, *bytes) ? std::optional(std::move(*bytes)) : std::nullopt;
}

Expected<void> save_file(const fs::path& path, Document document) {
    Source& input = document.experiment.input;
    const fs::path file = input.file;
    // A relative name is that of a sample's own picture: nothing on this disk.
    input.file = file.is_absolute() ? reference(file, path) : "";
    const bool large = input.file.empty() && input.tensor.shape().count() > most_inline;
    if (large) return fail("problem.save.too_large", {path.filename().string(), most_inline});
    document.experiment.title = title_of_file(path.filename().string());
    const std::string text = write_document(document);
    // Larger ones couldn't be opened again.
    if (text.size() > limits::text_bytes)
        return fail("problem.save.too_long",
                    {path.filename().string(), static_cast<std::int64_t>(limits::text_bytes >> 20)});
    return write_bytes(path, text);
}

}  // namespace pw
