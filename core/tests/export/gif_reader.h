// Reads GIF as its specification says, strictly: the tests' own eyes.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace pw::test {

struct GifFrame {
    int delay = 0;  // hundredths of a second
    int x = 0, y = 0, width = 0, height = 0;
    std::vector<std::uint32_t> shown;  // the whole canvas after it, 0xFFRRGGBB
};

struct Gif {
    int width = 0, height = 0, loops = -1;  // 0: for ever; -1: once
    int global_colours = 0, local_palettes = 0;
    std::vector<GifFrame> frames;
};

class GifReader {
  public:
    explicit GifReader(const std::string& bytes) : bytes_(bytes) {}

    Gif read() {
        if (take(6) != "GIF89a") throw std::runtime_error("signature");
        gif_.width = word();
        gif_.height = word();
        const int flags = byte();
        take(2);
        if (flags & 0x80) global_ = palette(gif_.global_colours = 2 << (flags & 7));
        canvas_.assign(static_cast<std::size_t>(gif_.width) * gif_.height, 0);
        for (int kind = byte(); kind != 0x3B; kind = byte()) {
            if (kind == 0x21)
                extension();
            else if (kind == 0x2C)
                image();
            else
                throw std::runtime_error("block");
        }
        if (at_ != bytes_.size()) throw std::runtime_error("bytes after the end");
        return std::move(gif_);
    }

  private:
    std::string take(std::size_t n) {
        if (n > bytes_.size() - at_) throw std::runtime_error("end of file");
        at_ += n;
        return bytes_.substr(at_ - n, n);
    }
    int byte() { return static_cast<unsigned char>(take(1)[0]); }
    int word() {
        const int low = byte();
        return low | byte() << 8;
    }
    std::vector<std::uint32_t> palette(int count) {
        std::vector<std::uint32_t> colours;
        for (int i = 0; i < count; ++i) {
            const auto r = static_cast<std::uint32_t>(byte()), g = static_cast<std::uint32_t>(byte());
            colours.push_back(0xFF000000u | r << 16 | g << 8 | static_cast<std::uint32_t>(byte()));
        }
        return colours;
    }
    std::string blocks() {
        std::string all;
        for (int n = byte(); n > 0; n = byte()) all += take(static_cast<std::size_t>(n));
        return all;
    }

    void extension() {
        const int kind = byte();
        const std::string data = blocks();
        if (kind == 0xF9) {
            const auto at = [&](std::size_t i) { return static_cast<unsigned char>(data[i]); };
            disposal_ = at(0) >> 2 & 7;
            clear_ = at(0) & 1 ? at(3) : -1;
            delay_ = at(1) | at(2) << 8;
        } else if (kind == 0xFF && data.starts_with("NETSCAPE2.0")) {
            gif_.loops = static_cast<unsigned char>(data[12]) | static_cast<unsigned char>(data[13]) << 8;
        }
    }

    void image() {
        GifFrame f;
        f.delay = delay_;
        f.x = word(), f.y = word(), f.width = word(), f.height = word();
        const int flags = byte();
        std::vector<std::uint32_t> local;
        if (flags & 0x80) local = palette(2 << (flags & 7)), ++gif_.local_palettes;
        if (flags & 0x40) throw std::runtime_error("interlaced");
        if (f.x + f.width > gif_.width || f.y + f.height > gif_.height) throw std::runtime_error("window");
        const auto& colours = local.empty() ? global_ : local;
        const int bits = byte();
        const std::vector<int> indices =
            unpacked(blocks(), bits, static_cast<std::size_t>(f.width) * f.height);
        const auto before = canvas_;
        for (int y = 0; y < f.height; ++y)
            for (int x = 0; x < f.width; ++x) {
                const int index = indices[static_cast<std::size_t>(y) * f.width + x];
                if (index == clear_) continue;
                canvas_[static_cast<std::size_t>(f.y + y) * gif_.width + f.x + x] =
                    colours.at(static_cast<std::size_t>(index));
            }
        f.shown = canvas_;
        if (disposal_ > 1) canvas_ = before;
        gif_.frames.push_back(std::move(f));
    }

    // LZW with codes of growing length.
    static std::vector<int> unpacked(const std::string& data, int bits, std::size_t count) {
        const int clear = 1 << bits, end = clear + 1;
        struct Entry {
            int before, last;
        };
        std::vector<Entry> table;
        std::vector<int> out, word;
        int length = bits + 1, previous = -1;
        std::uint32_t buffer = 0;
        int have = 0;
        const auto spell = [&](int code) {
            word.clear();
            for (; code >= end + 1; code = table[static_cast<std::size_t>(code - end - 1)].before)
                word.push_back(table[static_cast<std::size_t>(code - end - 1)].last);
            word.push_back(code);
        };
        for (const char c : data) {
            buffer |= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << have;
            have += 8;
            while (have >= length) {
                const int code = static_cast<int>(buffer & ((1u << length) - 1));
                buffer >>= length;
                have -= length;
                if (code == clear) {
                    table.clear();
                    length = bits + 1;
                    previous = -1;
                    continue;
                }
                if (code == end) {
                    if (out.size() != count) throw std::runtime_error("pixels");
                    return out;
                }
                const int next = end + 1 + static_cast<int>(table.size());
                if (code > next || (code == next && previous < 0)) throw std::runtime_error("code");
                spell(code == next ? previous : code);
                const int first = word.back();
                if (code == next) word.insert(word.begin(), first);
                out.insert(out.end(), word.rbegin(), word.rend());
                if (previous >= 0 && next < 4096) {
                    table.push_back({previous, first});
                    if (next + 1 == 1 << length && length < 12) ++length;
                }
                previous = code;
            }
        }
        throw std::runtime_error("no end code");
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
    Gif gif_;
    std::vector<std::uint32_t> global_, canvas_;
    int delay_ = 0, disposal_ = 0, clear_ = -1;
};

inline Gif read_gif(const std::string& bytes) { return GifReader(bytes).read(); }

}  // namespace pw::test
