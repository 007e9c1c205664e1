// OpenCV has no pooling, but filters that come to the same: dilate and boxFilter for steps of one cell,
// INTER_AREA for averages without overlap, and maxima of halves for those of even squares.
#include <memory>
#include <opencv2/imgproc.hpp>

#include "core/bench/pool_case.h"

namespace pw::bench {

namespace {

struct Of {
    std::vector<cv::Mat> in, out;
    cv::Mat rows, half[2], kernel;
};

// Every second row with the one below it, then every second column, until `out` is reached.
void halve(const cv::Mat& in, const cv::Mat& out, Of& of) {
    cv::Mat now = in;
    while (now.cols > out.cols) {
        const cv::Mat pairs(now.rows / 2, now.cols * 2, CV_32F, now.data);
        cv::max(pairs.colRange(0, now.cols), pairs.colRange(now.cols, 2 * now.cols), of.rows);
        cv::split(of.rows.reshape(2), of.half);
        cv::Mat next = of.half[0].cols == out.cols ? out : cv::Mat();
        cv::max(of.half[0], of.half[1], next);
        now = next;
    }
}

}  // namespace

std::string opencv_version() { return CV_VERSION; }

Contenders opencv_peers(const Case& c, What what, unsigned threads, const Input& x) {
    // Its filters keep the size, which even kernels don't.
    const bool steps = c.s == 1 && 2 * c.p == c.k - 1,
               squares = c.s == c.k && c.p == 0 && (c.k & (c.k - 1)) == 0;
    if (what == What::indices || (!steps && !squares)) return {};
    auto of = std::make_shared<Of>();
    const auto h = static_cast<int>(c.shape.h), w = static_cast<int>(c.shape.w), s = static_cast<int>(c.s);
    const auto k = static_cast<int>(c.k);
    Contender peer;
    peer.prepare = [=] {
        for (std::int64_t i = 0; i < c.shape.n * c.shape.c; ++i) {
            of->in.emplace_back(h, w, CV_32F, const_cast<float*>(x().data().data()) + i * c.shape.plane());
            of->out.emplace_back(h / s, w / s, CV_32F);
        }
        of->kernel = cv::getStructuringElement(cv::MORPH_RECT, {k, k});
    };
    const bool average = what == What::average;
    peer.name = steps     ? (average ? "OpenCV boxFilter" : "OpenCV dilate")
                : average ? "OpenCV INTER_AREA"
                          : "OpenCV max";
    peer.run = [=] {
        cv::setNumThreads(static_cast<int>(threads));
        for (std::size_t i = 0; i < of->in.size(); ++i) {
            if (steps && average)
                cv::boxFilter(of->in[i], of->out[i], -1, {k, k}, {-1, -1}, true, cv::BORDER_CONSTANT);
            else if (steps)
                cv::dilate(of->in[i], of->out[i], of->kernel);
            else if (average)
                cv::resize(of->in[i], of->out[i], of->out[i].size(), 0, 0, cv::INTER_AREA);
            else
                halve(of->in[i], of->out[i], *of);
        }
    };
    peer.values = [=] {
        std::vector<float> all;
        for (const cv::Mat& m : of->out) all.insert(all.end(), m.ptr<float>(), m.ptr<float>() + m.total());
        return all;
    };
    return {peer};
}

}  // namespace pw::bench
