// picture_use FILE [REDUCE]: a photo opened and its kernel size dragged from 2 to 64, as a person at the
// window would; prints what they wait for. Frames are whole ones, finished by OpenGL, in a framebuffer of
// 1600x1000.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

#include "app/command_line/parse.h"
#include "app/files/open_work.h"
#include "app/render/framebuffer.h"
#include "app/window/screen.h"
#include "app/window/window.h"
#include "core/walk/document.h"

namespace pw {

namespace {

constexpr int width = 1600, height = 1000;
constexpr std::int64_t least_kernel = 2, most_kernel = 64;
constexpr double frame_seconds = 1. / 60;
constexpr double look_seconds = .02, news_seconds = .1;  // Live's, while a file is read

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double peak_mb() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return static_cast<double>(use.ru_maxrss) / 1024;
}

// The `part` of them that is reached or surpassed by the rest.
double quantile(std::vector<double> v, double part) {
    if (v.empty()) return 0;
    std::ranges::sort(v);
    return v[std::min(v.size() - 1, static_cast<std::size_t>(part * static_cast<double>(v.size())))];
}

[[noreturn]] void give_up(const Problem& problem) {
    fmt::print(stderr, "picture_use: {}\n", problem_text(problem, Words::load(Language::en)));
    std::exit(1);
}

template <class T>
T must(Expected<T> value) {
    if (!value) give_up(value.error());
    return std::move(*value);
}

class Person {
  public:
    Person()
        : session_(must(load_sample("max-4x4")), Settings{}),
          window_(must(AppWindow::open(64, 64, false))),
          screen_(must(Screen::make(session_, Screen::find_fonts(), nullptr))),
          framebuffer_(width, height) {
        measure_.fb_w = width, measure_.fb_h = height;
        measure_.window_w = width, measure_.window_h = height;
        for (int i = 0; i < 40; ++i) frame();  // the window has been there for a while
        numbers_ms_ = quantile(std::exchange(frames_, {}), .5);
        empty_mb_ = peak_mb();
    }

    void opens(const std::string& file, int reduce) {
        OpenWork work;
        const auto begin = Clock::now();
        Reading reading;
        reading.reduce = reduce;
        work.open(file, reading, session_.settings().theme);
        std::optional<OpenWork::Result> result;
        while (!(result = work.take(look_seconds)))
            if (ms_since(drawn_) > 1000 * news_seconds) frame();
        auto opened = must(std::move(result->opened));
        read_ms_ = ms_since(begin);
        session_.apply(action::Open{std::get<Document>(std::move(opened)), std::move(result->prepared)});
        until_shown();
        shown_ms_ = ms_since(begin);
        open_frames_ = std::exchange(frames_, {});
    }

    // One tick after another, each waited for.
    void ticks() {
        for (std::int64_t k = least_kernel + 1; k <= most_kernel; ++k) {
            const auto begin = Clock::now();
            drag_to(k);
            until_shown();
            ticks_.push_back(ms_since(begin));
        }
        frames_.clear();
    }

    // There and back, a tick a frame, whether its picture is there or not.
    void drag() {
        std::int64_t seen = 0;
        for (std::int64_t i = 2 * (most_kernel - least_kernel) - 1; i >= 0; --i) {
            drag_to(least_kernel + std::abs(i - (most_kernel - least_kernel)));
            beat();
            const std::int64_t now = shown_kernel();
            pictures_ += now != seen;
            seen = now;
        }
        until_shown();
        drag_frames_ = std::exchange(frames_, {});
    }

    void print() const {
        const Shape s = session_.experiment().input.tensor.shape();
        fmt::print(
            "{{\"width\": {}, \"height\": {}, \"read_ms\": {:.1f}, \"shown_ms\": {:.1f}, "
            "\"longest_open_frame_ms\": {:.1f}, \"tick_ms\": {:.1f}, \"tick_95_ms\": {:.1f}, "
            "\"frame_ms\": {:.1f}, \"frame_95_ms\": {:.1f}, \"frame_max_ms\": {:.1f}, "
            "\"numbers_frame_ms\": {:.1f}, \"pictures\": {}, \"frames\": {}, \"peak_mb\": {:.0f}, "
            "\"empty_mb\": {:.0f}}}\n",
            s.w, s.h, read_ms_, shown_ms_, quantile(open_frames_, 1), quantile(ticks_, .5),
            quantile(ticks_, .95), quantile(drag_frames_, .5), quantile(drag_frames_, .95),
            quantile(drag_frames_, 1), numbers_ms_, pictures_, drag_frames_.size(), peak_mb(), empty_mb_);
    }

  private:
    void frame() {
        const auto begin = drawn_ = Clock::now();
        Report report;
        session_.tick(frame_seconds);
        framebuffer_.bind();
        screen_->draw(measure_, frame_seconds, report);
        glFinish();
        frames_.push_back(ms_since(begin));
    }

    // A frame, and what is left of a sixtieth of a second.
    void beat() {
        const auto until = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                              std::chrono::duration<double>(frame_seconds));
        frame();
        std::this_thread::sleep_until(until);
    }

    std::int64_t shown_kernel() const {
        const auto& picture = session_.shown().picture;
        return picture ? picture->of.stages.front().params.window.kernel.h : 0;
    }
    std::int64_t asked_kernel() const { return session_.experiment().stages.front().params.window.kernel.h; }

    void until_shown() {
        do beat();
        while (shown_kernel() != asked_kernel() ||
               !session_.shown().picture->of.input.tensor.same(session_.experiment().input.tensor));
    }

    void drag_to(std::int64_t k) {
        session_.apply(action::Set{session_.experiment().stages.front().id,
                                   {{"kernel_size", {k, k}}},
                                   "kernel" + std::string(action::drag_mark) + "1"});
    }

    Session session_;
    std::unique_ptr<AppWindow> window_;
    std::unique_ptr<Screen> screen_;
    Framebuffer framebuffer_;
    Measure measure_;
    double read_ms_ = 0, shown_ms_ = 0, empty_mb_ = 0, numbers_ms_ = 0;
    int pictures_ = 0;
    Clock::time_point drawn_;
    std::vector<double> frames_, open_frames_, ticks_, drag_frames_;
};

}  // namespace

}  // namespace pw

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    pw::Person person;
    person.opens(argv[1], argc > 2 ? std::atoi(argv[2]) : 1);
    person.ticks();
    person.drag();
    person.print();
}
