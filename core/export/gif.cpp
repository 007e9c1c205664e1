#include "core/export/gif.h"

#include <cgif.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/export/colour_table.h"
#include "core/export/raster.h"

namespace pw {

namespace {

constexpr std::size_t palette_frames = 24;  // looked at before the first is written
// Hundredths of a second. A picture that stands for longer is written again: a delay has 16 bits.
constexpr std::int64_t shortest = 2, longest = 65535, longest_wait = 60000;

int append(void* to, const std::uint8_t* bytes, std::size_t count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return 0;
}

Problem failed() { return Problem(Message("problem.memory", {std::string("GIF")})); }

class Writer {
  public:
    Writer(ColourTable palette, int width, int height, bool loop)
        : palette_(std::move(palette)), shown_(static_cast<std::size_t>(width) * height) {
        for (Rgb c : palette_.colours())
            for (int shift : {16, 8, 0}) table_.push_back(static_cast<std::uint8_t>(c >> shift));
        CGIF_Config config{};
        config.pGlobalPalette = table_.data();
        config.numGlobalPaletteEntries = static_cast<std::uint16_t>(palette_.colours().size());
        config.attrFlags = CGIF_ATTR_IS_ANIMATED | (loop ? 0 : CGIF_ATTR_NO_LOOP);
        config.width = static_cast<std::uint16_t>(width);
        config.height = static_cast<std::uint16_t>(height);
        config.numLoops = CGIF_INFINITE_LOOP;
        config.pWriteFn = append;
        config.pContext = &bytes_;
        gif_ = cgif_newgif(&config);
    }
    ~Writer() {
        if (gif_) cgif_close(gif_);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // The frame that is shown from this time on; one that looks like the one before only makes that longer.
    bool frame(const Raster& r, std::int64_t begins) {
        const bool first = before_.empty();
        bool changed = first;
        if (first) before_.assign(r.pixels.size(), 0);
        fresh_ = shown_;
        for (std::size_t i = 0; i < r.pixels.size(); ++i) {
            if (!first && r.pixels[i] == before_[i]) continue;
            const std::uint8_t index = palette_.index(r.pixels[i]);
            changed |= index != fresh_[i];
            fresh_[i] = index;
        }
        before_ = r.pixels;
        if (!changed && begins - began_ < longest_wait) return true;
        if (!first && !flush(begins)) return false;
        shown_.swap(fresh_);
        began_ = begins;
        return true;
    }

    Expected<std::string> finish(std::int64_t ends) {
        const bool written = flush(ends);
        const int closed = gif_ ? cgif_close(gif_) : CGIF_ERROR;
        gif_ = nullptr;
        if (!written || closed != CGIF_OK) return fail(failed());
        return std::move(bytes_);
    }

  private:
    bool flush(std::int64_t until) {
        CGIF_FrameConfig frame{};
        frame.pImageData = shown_.data();
        frame.delay = static_cast<std::uint16_t>(std::clamp(until - began_, std::int64_t{0}, longest));
        frame.genFlags = CGIF_FRAME_GEN_USE_TRANSPARENCY | CGIF_FRAME_GEN_USE_DIFF_WINDOW;
        return gif_ && cgif_addframe(gif_, &frame) == CGIF_OK;
    }

    ColourTable palette_;
    std::vector<std::uint8_t> table_;
    std::vector<std::uint8_t> shown_, fresh_;  // of the frame that waits for its end, of the newest
    std::vector<std::uint32_t> before_;        // the newest frame's pixels
    std::int64_t began_ = 0;
    std::string bytes_;
    CGIF* gif_ = nullptr;
};

std::size_t evenly(std::size_t i, std::size_t of, std::size_t count) {
    return of < 2 ? 0 : i * (count - 1) / (of - 1);
}

}  // namespace

Expected<std::string> to_gif(const Pages& pages, const Fonts& fonts, const GifOptions& options,
                             const Progress& progress) {
    CairoPainter painter(fonts);
    Raster raster;
    Histogram histogram;
    const std::size_t looks = std::min(palette_frames, pages.count);
    for (std::size_t i = 0; i < looks; ++i) {
        if (auto done =
                rasterise(painter, pages.at(evenly(i, looks, pages.count)), options.scale, false, raster);
            !done)
            return tl::unexpected(done.error());
        histogram.add(raster.pixels);
        if (progress && !progress(0, pages.count)) return cancelled();
    }

    // Rounded from the beginning on, so that the errors don't add up.
    const auto time = [&](std::size_t i) {
        return static_cast<std::int64_t>(std::llround(static_cast<double>(i) * 100 / options.fps));
    };
    Writer writer(ColourTable(histogram.sorted()), raster.width, raster.height, options.loop);
    std::int64_t begun = -shortest;
    for (std::size_t i = 0; i < pages.count; ++i) {
        if (time(i) - begun >= shortest) {
            begun = time(i);
            if (auto done = rasterise(painter, pages.at(i), options.scale, false, raster); !done)
                return tl::unexpected(done.error());
            if (!writer.frame(raster, begun)) return fail(failed());
        }
        if (progress && !progress(i + 1, pages.count)) return cancelled();
    }
    return writer.finish(time(pages.count));
}

}  // namespace pw
