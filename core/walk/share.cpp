#include "core/walk/share.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/tensor/csv.h"
#include "core/tensor/file_shape.h"

namespace pw {

namespace {

constexpr std::string_view scheme = "poolwalk:", name = "poolwalk:1";
constexpr std::int64_t version = 1;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view white = " \t\r\n";

std::string base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6) out += alphabet[bits >> (count - 6) & 63];
    }
    if (count) out += alphabet[bits << (6 - count) & 63];
    return out;
}

Expected<std::string> from_base64url(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char& c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos) {
            const auto at = static_cast<std::size_t>(&c - text.data());
            return fail("problem.share.character", {excerpt(text.substr(at, 1))});
        }
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 255);
    }
    if (count == 6) return fail("problem.share.cut");
    // What is left of the last character has to be as it was written.
    if (bits & ((1u << count) - 1)) return fail("problem.share.damaged");
    return out;
}

std::string compressed(std::string_view bytes) {
    uLongf size = compressBound(bytes.size());
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
              bytes.size(), Z_BEST_COMPRESSION);
    out.resize(size);
    return out;
}

struct Inflater {
    z_stream stream{};
    bool ready = inflateInit(&stream) == Z_OK;
    Inflater() = default;
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&stream); }
};

// Piece by piece, so that no line takes more memory than the limit.
Expected<std::string> decompressed(std::string_view bytes) {
    Inflater inflater;
    z_stream& z = inflater.stream;
    if (!inflater.ready) return fail("problem.memory");
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    std::string out, piece(1 << 15, '\0');
    for (int status = Z_OK; status != Z_STREAM_END;) {
        z.next_out = reinterpret_cast<Bytef*>(piece.data());
        z.avail_out = static_cast<uInt>(piece.size());
        status = inflate(&z, Z_NO_FLUSH);
        if (status == Z_BUF_ERROR) return fail("problem.share.cut");
        if (status != Z_OK && status != Z_STREAM_END) return fail("problem.share.damaged");
        out.append(piece, 0, piece.size() - z.avail_out);
        if (out.size() > limits::text_bytes)
            return fail("problem.file.too_large",
                        {std::string(name), static_cast<std::int64_t>(limits::text_bytes >> 20)});
    }
    if (z.avail_in) return fail("problem.share.damaged");
    return out;
}

std::int64_t cells(const Experiment& e) {
    std::int64_t count = e.input.tensor.shape().count() + static_cast<std::int64_t>(e.sent.data().size());
    const auto add = [&](const Stage& stage) {
        for (const Tensor* t : {&stage.params.weight, &stage.params.bias})
            count += static_cast<std::int64_t>(t->data().size());
    };
    std::ranges::for_each(e.stages, add);
    if (e.branch) add(e.branch->stage);
    return count;
}

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
    return text.substr(0, text.find_last_not_of(white) + 1);
}

// What stands after the version, which has to be ours.
Expected<std::string_view> payload(std::string_view line) {
    if (!line.starts_with(scheme)) return fail("problem.share.none", {std::string(name)});
    line.remove_prefix(scheme.size());
    const std::size_t colon = line.find(':');
    const std::string_view digits = line.substr(0, colon);
    std::int64_t found = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), found);
    if (end != digits.data() + digits.size() || error != std::errc() || digits.starts_with('-'))
        return fail(colon == std::string_view::npos && digits.empty() ? "problem.share.cut"
                                                                      : "problem.share.damaged");
    if (colon == std::string_view::npos) return fail("problem.share.cut");
    if (found != version) return fail("problem.share.version", {found, version});
    return line.substr(colon + 1);
}

}  // namespace

Expected<std::string> share_line(const Document& document) {
    Document inlined = document;
    Source& input = inlined.experiment.input;
    const std::int64_t count = cells(inlined.experiment);
    if (count > limits::shared_cells) {
        if (input.file.empty()) return fail("problem.share.cells", {count, limits::shared_cells});
        return fail("problem.share.file", {input.file, count, limits::shared_cells});
    }
    input.file.clear();
    return std::string(name) + ":" + base64url(compressed(write_document(inlined)));
}

bool is_share_line(std::string_view text) {
    text = trimmed(text);
    return text.starts_with(scheme) && text.size() > scheme.size() && text[scheme.size()] >= '0' &&
           text[scheme.size()] <= '9';
}

Expected<Document> read_share_line(std::string_view text) {
    if (text.size() > limits::text_bytes)
        return fail("problem.file.too_large",
                    {std::string(name), static_cast<std::int64_t>(limits::text_bytes >> 20)});
    // Mail and chat programs break long lines.
    std::string line(text);
    std::erase_if(line, [](char c) { return white.find(c) != std::string_view::npos; });
    const auto coded = payload(line);
    if (!coded) return tl::unexpected(coded.error());
    const auto bytes = from_base64url(*coded);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto json = decompressed(*bytes);
    if (!json) return tl::unexpected(json.error());
    auto document = read_document(*json, name, [](std::string_view file) -> Expected<std::string> {
        return fail("problem.share.names_file", {excerpt(file)});
    });
    const bool untitled = document && document->experiment.title == title_of_file(name);
    if (untitled) document->experiment.title = Message("title.shared");
    return document;
}

}  // namespace pw
